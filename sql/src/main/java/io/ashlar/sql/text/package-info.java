/**
 * The characters of SQL, before there is grammar.
 *
 * <p>Read {@link io.ashlar.sql.text.Lexer} first: it cuts a text into tokens, whose kinds and
 * offsets it keeps in arrays that are used again. {@link io.ashlar.sql.text.Symbol} has the kinds
 * that are no words, {@link io.ashlar.sql.text.Keyword} the words that the grammar knows, few of
 * them reserved, and {@link io.ashlar.sql.text.TokenText} what quoted tokens stand for. {@link
 * io.ashlar.sql.text.TextNormalizer} makes one text of all that differ in literals alone, so that a
 * plan can be found again without parsing. The objects belong to one thread at a time; none of them
 * keeps a text beyond the next one.
 */
package io.ashlar.sql.text;
