#include <array>

#include "core/text/jinja/fault.h"
#include "core/text/jinja/native.h"
#include "core/text/jinja/parser.h"

namespace lathe::text::jinja {
namespace {

template <class Node>
std::unique_ptr<Node> made(int line) {
  auto node = std::make_unique<Node>();
  node->line = line;
  return node;
}

struct OpSign { std::string_view sign; Op op; };
constexpr OpSign kSums[] = {{"+", Op::add}, {"-", Op::subtract}};
constexpr OpSign kProducts[] = {{"*", Op::multiply}, {"/", Op::divide}, {"//", Op::floor_divide}, {"%", Op::modulo}};
constexpr OpSign kPowers[] = {{"**", Op::power}};

const OpSign* operator_at(const TokenStream& stream, std::span<const OpSign> signs) {
  for (const OpSign& one : signs)
    if (stream.at_sign(one.sign)) return &one;
  return nullptr;
}

// Operators of one rank, from the left.
template <class Next>
ExpressionPtr arithmetic(TokenStream& stream, std::span<const OpSign> signs, Next next) {
  const int line = stream.current().line;
  ExpressionPtr first = next();
  if (!operator_at(stream, signs)) return first;
  auto node = made<Arithmetic>(line);
  node->first = std::move(first);
  while (const OpSign* found = operator_at(stream, signs)) {
    stream.next();
    node->rest.emplace_back(found->op, next());
  }
  return node;
}

bool comparison_at(TokenStream& stream, Comparison& out) {
  static constexpr std::pair<std::string_view, Comparison> signs[] = {{"==", Comparison::equal},      {"!=", Comparison::not_equal}, {"<", Comparison::less},
                                                                      {"<=", Comparison::less_equal}, {">", Comparison::greater},    {">=", Comparison::greater_equal}};
  for (const auto& [sign, comparison] : signs)
    if (stream.skip_sign(sign)) { out = comparison; return true; }
  if (stream.skip_name("in")) { out = Comparison::in; return true; }
  if (!stream.at_name("not") || stream.ahead().kind != TokenKind::name || stream.ahead().text != "in") return false;
  stream.next();
  stream.next();
  out = Comparison::not_in;
  return true;
}

}  // namespace

ExpressionPtr ExpressionParser::expression() {
  const TokenStream::Deeper deeper(stream_);
  ExpressionPtr out = any();
  int chained = 0;
  while (stream_.skip_name("if")) {
    if (++chained > 16) stream_.fail(phrase(LATHE_TR("too many conditions in a row; put brackets around them")));
    auto node = made<Conditional>(out->line);
    node->yes = std::move(out);
    node->condition = any();
    if (stream_.skip_name("else")) node->no = expression();
    out = std::move(node);
  }
  return out;
}

ExpressionPtr ExpressionParser::without_condition() { return any(); }

ExpressionPtr ExpressionParser::expression_or_tuple() {
  const int line = stream_.current().line;
  ExpressionPtr first = expression();
  if (!stream_.at_sign(",")) return first;
  auto tuple = made<ListLiteral>(line);
  tuple->tuple = true;
  tuple->items.push_back(std::move(first));
  while (stream_.skip_sign(",")) {
    if (stream_.current().kind == TokenKind::expression_end || stream_.current().kind == TokenKind::block_end || stream_.at_sign(")")) break;
    tuple->items.push_back(expression());
  }
  return tuple;
}

ExpressionPtr ExpressionParser::any() {
  ExpressionPtr first = all();
  if (!stream_.at_name("or")) return first;
  auto node = made<Logical>(first->line);
  node->all = false;
  node->parts.push_back(std::move(first));
  while (stream_.skip_name("or")) node->parts.push_back(all());
  return node;
}

ExpressionPtr ExpressionParser::all() {
  ExpressionPtr first = negation();
  if (!stream_.at_name("and")) return first;
  auto node = made<Logical>(first->line);
  node->parts.push_back(std::move(first));
  while (stream_.skip_name("and")) node->parts.push_back(negation());
  return node;
}

ExpressionPtr ExpressionParser::negation() {
  if (!stream_.at_name("not")) return comparison();
  const TokenStream::Deeper deeper(stream_);
  auto node = made<Not>(stream_.next().line);
  node->inner = negation();
  return node;
}

ExpressionPtr ExpressionParser::comparison() {
  ExpressionPtr first = sum();
  Comparison sign{};
  if (!comparison_at(stream_, sign)) return first;
  auto node = made<Compare>(first->line);
  node->first = std::move(first);
  do node->rest.emplace_back(sign, sum());
  while (comparison_at(stream_, sign));
  return node;
}

ExpressionPtr ExpressionParser::sum() {
  return arithmetic(stream_, kSums, [this] { return concatenation(); });
}

ExpressionPtr ExpressionParser::concatenation() {
  ExpressionPtr first = product();
  if (!stream_.at_sign("~")) return first;
  auto node = made<Concatenation>(first->line);
  node->parts.push_back(std::move(first));
  while (stream_.skip_sign("~")) node->parts.push_back(product());
  return node;
}

ExpressionPtr ExpressionParser::product() {
  return arithmetic(stream_, kProducts, [this] { return power(); });
}

ExpressionPtr ExpressionParser::power() {
  return arithmetic(stream_, kPowers, [this] { return unary(true); });
}

ExpressionPtr ExpressionParser::unary(bool with_filters) {
  const int line = stream_.current().line;
  ExpressionPtr first;
  if (stream_.at_sign("-") || stream_.at_sign("+")) {
    const TokenStream::Deeper deeper(stream_);
    auto node = made<Signed>(line);
    node->minus = stream_.next().text == "-";
    node->inner = unary(false);
    first = std::move(node);
  } else {
    first = primary();
  }
  std::vector<Postfix> rest;
  members(rest);
  if (with_filters) filters_and_tests(rest);
  if (rest.empty()) return first;
  auto chain = made<Chain>(line);
  chain->first = std::move(first);
  chain->rest = std::move(rest);
  return chain;
}

ExpressionPtr ExpressionParser::postfix_expression() { return unary(true); }

ExpressionPtr ExpressionParser::primary() {
  const Token token = stream_.current();
  if (stream_.at_sign("(")) return bracketed();
  if (stream_.at_sign("[")) return list();
  if (stream_.at_sign("{")) return dict();
  auto constant = made<Constant>(token.line);
  if (token.kind == TokenKind::name) {
    stream_.next();
    const std::string& word = token.text;
    if (word == "true" || word == "True" || word == "false" || word == "False") constant->value = word == "true" || word == "True";
    else if (word != "none" && word != "None") {
      auto name = made<Name>(token.line);
      name->name = word;
      uses_varargs = uses_varargs || word == "varargs";
      uses_kwargs = uses_kwargs || word == "kwargs";
      return name;
    }
    return constant;
  }
  if (token.kind == TokenKind::integer) constant->value = token.integer;
  else if (token.kind == TokenKind::real) constant->value = token.real;
  else if (token.kind != TokenKind::text) stream_.fail_here();
  std::string text;
  if (token.kind != TokenKind::text) stream_.next();
  else {
    while (stream_.current().kind == TokenKind::text) text += stream_.next().text;
    constant->value = text_value(std::move(text));
  }
  return constant;
}

ExpressionPtr ExpressionParser::bracketed() {
  const int line = stream_.next().line;
  if (stream_.skip_sign(")")) {
    auto empty = made<ListLiteral>(line);
    empty->tuple = true;
    return empty;
  }
  ExpressionPtr out = expression_or_tuple();
  stream_.expect_sign(")");
  return out;
}

ExpressionPtr ExpressionParser::list() {
  auto node = made<ListLiteral>(stream_.next().line);
  while (!stream_.at_sign("]")) {
    if (!node->items.empty()) stream_.expect_sign(",");
    if (stream_.at_sign("]")) break;
    node->items.push_back(expression());
  }
  stream_.expect_sign("]");
  return node;
}

ExpressionPtr ExpressionParser::dict() {
  auto node = made<DictLiteral>(stream_.next().line);
  while (!stream_.at_sign("}")) {
    if (!node->items.empty()) stream_.expect_sign(",");
    if (stream_.at_sign("}")) break;
    ExpressionPtr key = expression();
    stream_.expect_sign(":");
    node->items.emplace_back(std::move(key), expression());
  }
  stream_.expect_sign("}");
  return node;
}

}  // namespace lathe::text::jinja
