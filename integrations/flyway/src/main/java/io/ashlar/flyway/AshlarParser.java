package io.ashlar.flyway;

import java.io.IOException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParserContext;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.PeekingReader;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.core.internal.parser.TokenType;

/** Takes scripts apart into statements. Texts may stand between dollars, also with a tag. */
final class AshlarParser extends Parser {

  private static final String DOLLAR = "$";
  private static final int PEEK = 3;

  AshlarParser(Configuration configuration, ParsingContext context) {
    super(configuration, context, PEEK);
  }

  @Override
  protected char getAlternativeIdentifierQuote() {
    return '`';
  }

  @Override
  protected char getAlternativeStringLiteralQuote() {
    return DOLLAR.charAt(0);
  }

  @Override
  protected Token handleAlternativeStringLiteral(
      PeekingReader reader, ParserContext context, int pos, int line, int col) throws IOException {
    reader.swallow();
    String tag = DOLLAR + reader.readUntilExcluding(DOLLAR) + DOLLAR;
    reader.swallow();
    reader.swallowUntilExcluding(tag);
    reader.swallow(tag.length());
    return new Token(TokenType.STRING, pos, line, col, null, null, context.getParensDepth());
  }
}
