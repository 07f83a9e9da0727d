// Statements, and the list of tags that there are.
#include "core/text/jinja/parser.h"

#include <functional>
#include <map>

#include "core/text/jinja/fault.h"

namespace lathe::text::jinja {

bool TokenStream::skip_sign(std::string_view sign) {
  const bool there = at_sign(sign);
  if (there) next();
  return there;
}
bool TokenStream::skip_name(std::string_view name) {
  const bool there = at_name(name);
  if (there) next();
  return there;
}
void TokenStream::expect_sign(std::string_view sign) {
  if (!skip_sign(sign)) fail(phrase(LATHE_TR("\"{0}\" is missing before \"{1}\""), sign, current().text));
}
std::string TokenStream::expect_name() {
  if (current().kind != TokenKind::name) fail_here();
  return next().text;
}
void TokenStream::expect(TokenKind kind) {
  if (current().kind != kind) fail_here();
  next();
}
void TokenStream::fail_here() const {
  switch (current().kind) {
    case TokenKind::end: fail(phrase(LATHE_TR("the template ends too early")));
    case TokenKind::block_end: fail(phrase(LATHE_TR("unexpected \"{0}\""), "%}"));
    case TokenKind::expression_end: fail(phrase(LATHE_TR("unexpected \"{0}\""), "}}"));
    default: fail(phrase(LATHE_TR("unexpected \"{0}\""), current().text));
  }
}
void TokenStream::fail(Phrase words) const { throw Fault{FaultKind::syntax, std::move(words), current().line}; }

TokenStream::Deeper::Deeper(TokenStream& stream) : stream_(stream) {
  if (stream_.depth_ >= stream_.max_depth_)
    throw Fault{FaultKind::limit, phrase(LATHE_TR("the template is nested deeper than {0} levels"), stream_.max_depth_), stream_.current().line};
  ++stream_.depth_;
}

namespace {

class Parser {
 public:
  explicit Parser(TokenStream& stream) : stream_(stream), expressions_(stream) {}

  Parsed run() {
    Parsed out;
    out.body = block({});
    out.has_generation = has_generation_;
    return out;
  }

 private:
  using Ends = std::vector<std::string_view>;

  // Up to a tag of `ends`, which stays; to the end of the template where there are none.
  Block block(const Ends& ends) {
    const TokenStream::Deeper deeper(stream_);
    Block out;
    while (true) {
      const Token token = stream_.current();
      if (token.kind == TokenKind::end) {
        if (!ends.empty()) stream_.fail(phrase(LATHE_TR("{% {0} %} is missing"), ends.back()));
        return out;
      }
      stream_.next();
      if (token.kind == TokenKind::data) {
        auto data = made<Data>(token.line);
        data->text = token.text;
        out.push_back(std::move(data));
      } else if (token.kind == TokenKind::expression_begin) {
        auto print = made<Print>(token.line);
        print->value = expressions_.expression_or_tuple();
        stream_.expect(TokenKind::expression_end);
        out.push_back(std::move(print));
      } else {
        for (const std::string_view end : ends)
          if (stream_.at_name(end)) return out;
        out.push_back(statement());
      }
    }
  }

  template <class Node>
  static std::unique_ptr<Node> made(int line) {
    auto node = std::make_unique<Node>();
    node->line = line;
    return node;
  }

  // A body that ends with its tag alone.
  Block body(std::string_view end) {
    stream_.expect(TokenKind::block_end);
    Block out = block({end});
    stream_.next();
    if (end == "endmacro" && stream_.current().kind == TokenKind::name) stream_.next();
    stream_.expect(TokenKind::block_end);
    return out;
  }

  StatementPtr statement() {
    static const std::map<std::string, StatementPtr (Parser::*)(int), std::less<>> tags{
        {"if", &Parser::if_tag},         {"for", &Parser::for_tag},     {"set", &Parser::set_tag},       {"macro", &Parser::macro_tag},
        {"call", &Parser::call_tag},     {"filter", &Parser::filter_tag}, {"with", &Parser::with_tag},   {"generation", &Parser::generation_tag},
        {"break", &Parser::break_tag},   {"continue", &Parser::continue_tag},
    };
    const Token token = stream_.current();
    const std::string name = stream_.expect_name();
    const auto found = tags.find(name);
    if (found == tags.end())
      throw Fault{FaultKind::syntax, phrase(LATHE_TR("there is no tag {% {0} %} for chat templates"), name), token.line};
    return (this->*found->second)(token.line);
  }

  StatementPtr if_tag(int line) {
    auto node = made<If>(line);
    do {
      ExpressionPtr condition = expressions_.expression_or_tuple();
      stream_.expect(TokenKind::block_end);
      Block then = block({"elif", "else", "endif"});
      node->branches.emplace_back(std::move(condition), std::move(then));
    } while (stream_.skip_name("elif"));
    if (stream_.skip_name("else")) {
      stream_.expect(TokenKind::block_end);
      node->otherwise = block({"endif"});
    }
    if (!stream_.skip_name("endif")) stream_.fail_here();
    stream_.expect(TokenKind::block_end);
    return node;
  }

  Target target() {
    Target out;
    const bool brackets = stream_.skip_sign("(");
    do {
      if (!out.names.empty() && stream_.current().kind != TokenKind::name) break;
      out.names.push_back(stream_.expect_name());
      if (stream_.at_sign(",")) out.several = true;
    } while (stream_.skip_sign(",") && !stream_.at_name("in"));
    if (brackets) stream_.expect_sign(")");
    return out;
  }

  StatementPtr for_tag(int line) {
    auto node = made<For>(line);
    node->target = target();
    if (!stream_.skip_name("in")) stream_.fail_here();
    node->items = expressions_.without_condition();
    if (stream_.skip_name("if")) node->condition = expressions_.expression();
    if (stream_.at_name("recursive")) stream_.fail(phrase(LATHE_TR("recursive loops are not supported; write a macro that calls itself")));
    stream_.expect(TokenKind::block_end);
    ++loops_;
    node->body = block({"else", "endfor"});
    --loops_;
    if (stream_.skip_name("else")) {
      stream_.expect(TokenKind::block_end);
      node->otherwise = block({"endfor"});
    }
    stream_.next();
    stream_.expect(TokenKind::block_end);
    return node;
  }

  StatementPtr set_tag(int line) {
    Target where = target();
    if (where.names.size() == 1 && stream_.skip_sign(".")) where.member = stream_.expect_name();
    if (stream_.skip_sign("=")) {
      auto node = made<Set>(line);
      node->target = std::move(where);
      node->value = expressions_.expression_or_tuple();
      stream_.expect(TokenKind::block_end);
      return node;
    }
    auto node = made<SetBlock>(line);
    node->target = std::move(where);
    if (stream_.skip_sign("|")) node->filters = expressions_.filters();
    node->body = separate([this] { return body("endset"); });
    return node;
  }

  // Loops outside do not count inside: there is nothing to break out of.
  template <class Function>
  Block separate(Function function) {
    const int outside = std::exchange(loops_, 0);
    Block out = function();
    loops_ = outside;
    return out;
  }

  void signature(MacroBody& out) {
    stream_.expect_sign("(");
    while (!stream_.at_sign(")")) {
      if (!out.parameters.empty()) stream_.expect_sign(",");
      if (stream_.at_sign(")")) break;
      out.parameters.push_back(stream_.expect_name());
      if (stream_.skip_sign("=")) out.defaults.push_back(expressions_.expression());
      else if (!out.defaults.empty()) stream_.fail(phrase(LATHE_TR("a parameter without default follows one with default")));
    }
    stream_.expect_sign(")");
  }

  void macro_body(MacroBody& out, std::string_view end) {
    const bool outer_more = std::exchange(expressions_.uses_varargs, false), outer_named = std::exchange(expressions_.uses_kwargs, false);
    out.body = separate([&] { return body(end); });
    out.takes_more = std::exchange(expressions_.uses_varargs, outer_more);
    out.takes_named = std::exchange(expressions_.uses_kwargs, outer_named);
  }

  StatementPtr macro_tag(int line) {
    auto node = made<Macro>(line);
    node->macro.name = stream_.expect_name();
    signature(node->macro);
    macro_body(node->macro, "endmacro");
    return node;
  }

  StatementPtr call_tag(int line) {
    auto node = made<CallBlock>(line);
    node->caller.name = "caller";
    if (stream_.at_sign("(")) signature(node->caller);
    node->call = expressions_.postfix_expression();
    const auto* chain = dynamic_cast<const Chain*>(node->call.get());
    if (!chain || chain->rest.back().kind != Postfix::Kind::call) stream_.fail(phrase(LATHE_TR("{% call %} needs a call of a macro")));
    macro_body(node->caller, "endcall");
    return node;
  }

  StatementPtr filter_tag(int line) {
    auto node = made<FilterBlock>(line);
    node->filters = expressions_.filters();
    node->body = separate([this] { return body("endfilter"); });
    return node;
  }

  StatementPtr with_tag(int line) {
    auto node = made<With>(line);
    while (stream_.current().kind != TokenKind::block_end) {
      if (!node->values.empty()) stream_.expect_sign(",");
      std::string name = stream_.expect_name();
      stream_.expect_sign("=");
      node->values.emplace_back(std::move(name), expressions_.expression());
    }
    node->body = body("endwith");
    return node;
  }

  StatementPtr generation_tag(int line) {
    auto node = made<Generation>(line);
    has_generation_ = true;
    node->body = separate([this] { return body("endgeneration"); });
    return node;
  }

  StatementPtr jump(int line, Flow flow) {
    if (loops_ == 0) throw Fault{FaultKind::syntax, phrase(LATHE_TR("break and continue stand inside a loop only")), line};
    auto node = made<Jump>(line);
    node->flow = flow;
    stream_.expect(TokenKind::block_end);
    return node;
  }
  StatementPtr break_tag(int line) { return jump(line, Flow::break_loop); }
  StatementPtr continue_tag(int line) { return jump(line, Flow::continue_loop); }

  TokenStream& stream_;
  ExpressionParser expressions_;
  int loops_ = 0;
  bool has_generation_ = false;
};

}  // namespace

Parsed parse(std::string_view source, const Limits& limits) {
  if (source.size() > limits.source_bytes) throw Fault{FaultKind::limit, phrase(LATHE_TR("the template is longer than {0} bytes"), limits.source_bytes), 1};
  TokenStream stream(tokens_of(source), limits.depth);
  return Parser(stream).run();
}

}  // namespace lathe::text::jinja
