// Tokens to nodes, with Jinja's grammar and precedence.
#pragma once
#include <string_view>

#include "core/text/jinja/ast.h"
#include "core/text/jinja/lexer.h"
#include "core/text/jinja/limits.h"

namespace lathe::text::jinja {

struct Parsed {
  Block body;
  bool has_generation = false;           // a {% generation %} block stands in it
};

// Throws Fault syntax or limit.
Parsed parse(std::string_view source, const Limits& limits);

// Place in the token list, shared by the two halves of the parser.
class TokenStream {
 public:
  TokenStream(std::vector<Token> tokens, int max_depth) : tokens_(std::move(tokens)), max_depth_(max_depth) {}
  const Token& current() const { return tokens_[at_]; }
  const Token& ahead() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  Token next() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool at_sign(std::string_view sign) const { return current().kind == TokenKind::sign && current().text == sign; }
  bool at_name(std::string_view name) const { return current().kind == TokenKind::name && current().text == name; }
  bool skip_sign(std::string_view sign);
  bool skip_name(std::string_view name);
  void expect_sign(std::string_view sign);
  std::string expect_name();
  void expect(TokenKind kind);
  [[noreturn]] void fail_here() const;
  [[noreturn]] void fail(Phrase words) const;

  class Deeper {
   public:
    explicit Deeper(TokenStream& stream);
    ~Deeper() { --stream_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    TokenStream& stream_;
  };

 private:
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0, max_depth_;
};

class ExpressionParser {
 public:
  explicit ExpressionParser(TokenStream& stream) : stream_(stream) {}
  ExpressionPtr expression();            // with `a if b else c`
  ExpressionPtr expression_or_tuple();
  ExpressionPtr without_condition();     // an `or` and what binds closer, as a loop's list is written
  std::vector<Postfix> filters();        // the first without its "|"
  ExpressionPtr postfix_expression();    // a value with what follows it, filters too
  bool uses_varargs = false, uses_kwargs = false;          // set when the names occur

 private:
  ExpressionPtr any();
  ExpressionPtr all();
  ExpressionPtr negation();
  ExpressionPtr comparison();
  ExpressionPtr sum();
  ExpressionPtr concatenation();
  ExpressionPtr product();
  ExpressionPtr power();
  ExpressionPtr unary(bool with_filters);
  ExpressionPtr primary();
  ExpressionPtr bracketed();
  ExpressionPtr list();
  ExpressionPtr dict();
  void members(std::vector<Postfix>& out);
  void filters_and_tests(std::vector<Postfix>& out);
  Postfix subscript();
  Postfix test();
  CallArguments arguments();
  void argument(CallArguments& out);
  TokenStream& stream_;
};

}  // namespace lathe::text::jinja
