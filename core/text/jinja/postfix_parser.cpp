// What follows a value: members, calls, filters, tests.
#include "core/text/jinja/native.h"
#include "core/text/jinja/parser.h"

namespace lathe::text::jinja {

void ExpressionParser::members(std::vector<Postfix>& out) {
  while (true) {
    Postfix one{.kind = Postfix::Kind::attribute, .line = stream_.current().line};
    if (stream_.skip_sign(".")) {
      if (stream_.current().kind == TokenKind::integer) {
        one.kind = Postfix::Kind::item;
        auto index = std::make_unique<Constant>();
        index->value = stream_.next().integer;
        one.key = std::move(index);
      } else {
        one.name = stream_.expect_name();
      }
    } else if (stream_.at_sign("[")) {
      one = subscript();
    } else if (stream_.at_sign("(")) {
      one.kind = Postfix::Kind::call;
      one.arguments = arguments();
    } else {
      return;
    }
    out.push_back(std::move(one));
  }
}

Postfix ExpressionParser::subscript() {
  Postfix out{.kind = Postfix::Kind::item, .line = stream_.next().line};
  int part = 0;
  while (!stream_.at_sign("]")) {
    if (stream_.skip_sign(":")) {
      if (out.kind == Postfix::Kind::slice && ++part > 2) stream_.fail_here();
      if (out.kind == Postfix::Kind::item) part = 1;
      out.kind = Postfix::Kind::slice;
    } else {
      if (out.bounds[part]) stream_.fail_here();
      out.bounds[part] = expression_or_tuple();
    }
  }
  stream_.expect_sign("]");
  if (out.kind == Postfix::Kind::slice) return out;
  if (!out.bounds[0]) stream_.fail_here();
  out.key = std::move(out.bounds[0]);
  return out;
}

void ExpressionParser::filters_and_tests(std::vector<Postfix>& out) {
  while (true) {
    if (stream_.skip_sign("|")) {
      for (Postfix& one : filters()) out.push_back(std::move(one));
    } else if (stream_.at_name("is")) {
      out.push_back(test());
    } else if (stream_.at_sign("(")) {
      Postfix one{.kind = Postfix::Kind::call, .line = stream_.current().line};
      one.arguments = arguments();
      out.push_back(std::move(one));
    } else {
      return;
    }
  }
}

std::vector<Postfix> ExpressionParser::filters() {
  std::vector<Postfix> out;
  do {
    Postfix one{.kind = Postfix::Kind::filter, .line = stream_.current().line};
    one.name = stream_.expect_name();
    one.native = find_filter(one.name);
    if (stream_.at_sign("(")) one.arguments = arguments();
    out.push_back(std::move(one));
  } while (stream_.skip_sign("|"));
  return out;
}

// A test's single argument may stand without brackets: x is divisibleby 3.
Postfix ExpressionParser::test() {
  Postfix out{.kind = Postfix::Kind::test, .line = stream_.next().line};
  out.negated = stream_.skip_name("not");
  out.name = stream_.expect_name();
  out.native = find_test(out.name);
  const Token& token = stream_.current();
  const bool bare = token.kind == TokenKind::text || token.kind == TokenKind::integer || token.kind == TokenKind::real || stream_.at_sign("[") || stream_.at_sign("{") ||
                    (token.kind == TokenKind::name && token.text != "else" && token.text != "or" && token.text != "and" && token.text != "is");
  if (stream_.at_name("is")) stream_.fail_here();
  if (stream_.at_sign("(")) {
    out.arguments = arguments();
  } else if (bare && !stream_.at_name("if") && !stream_.at_name("in") && !stream_.at_name("not")) {
    auto chain = std::make_unique<Chain>();
    chain->line = out.line;
    chain->first = primary();
    members(chain->rest);
    out.arguments.positional.push_back(std::move(chain));
  }
  return out;
}

CallArguments ExpressionParser::arguments() {
  CallArguments out;
  stream_.expect_sign("(");
  while (!stream_.at_sign(")")) {
    if (!out.positional.empty() || !out.named.empty() || out.more || out.more_named) {
      stream_.expect_sign(",");
      if (stream_.at_sign(")")) break;
    }
    argument(out);
  }
  stream_.expect_sign(")");
  return out;
}

void ExpressionParser::argument(CallArguments& out) {
  if (stream_.at_sign("*") || stream_.at_sign("**")) {
    ExpressionPtr& place = stream_.next().text == "*" ? out.more : out.more_named;
    if (place) stream_.fail_here();
    place = expression();
  } else if (stream_.current().kind == TokenKind::name && stream_.ahead().kind == TokenKind::sign && stream_.ahead().text == "=") {
    std::string name = stream_.next().text;
    stream_.next();
    out.named.emplace_back(std::move(name), expression());
  } else {
    if (!out.named.empty() || out.more_named) stream_.fail_here();
    out.positional.push_back(expression());
  }
}

}  // namespace lathe::text::jinja
