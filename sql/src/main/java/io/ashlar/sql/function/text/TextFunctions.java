package io.ashlar.sql.function.text;

import static io.ashlar.sql.function.FunctionDefinition.named;

import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.function.choice.Choices;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.stream.Stream;

/** The table of functions of texts and byte strings. */
public final class TextFunctions {

  private static final SqlType TEXT = SqlType.TEXT;
  private static final SqlType BYTES = SqlType.VARBINARY;
  private static final SqlType INT = SqlType.INTEGER;
  private static final SqlType LONG = SqlType.BIGINT;
  private static final SqlType ANY = SqlType.UNKNOWN;
  private static final SqlType BOOL = SqlType.BOOLEAN;

  private TextFunctions() {}

  /**
   * The table.
   *
   * @return in the order in which they are shown
   */
  public static List<FunctionDefinition> all() {
    return Stream.of(lengths(), cases(), parts(), fills(), searches(), codes(), joins())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FunctionDefinition> lengths() {
    return List.of(
        named("length", "char_length", "character_length", "len")
            .takes(TextLength::points, INT, TEXT)
            .takes(TextLength::octets, INT, BYTES)
            .says("Code points of a text, bytes of a byte string.")
            .example("length('a😀')", "2"),
        named("octet_length")
            .takes(TextLength::octets, INT, TEXT)
            .takes(TextLength::octets, INT, BYTES)
            .says("Bytes of a byte string, or of a text in UTF-8.")
            .example("octet_length('a😀')", "5"),
        named("bit_length")
            .takes(TextLength::bits, INT, TEXT)
            .takes(TextLength::bits, INT, BYTES)
            .says("Bits of a byte string, or of a text in UTF-8.")
            .example("bit_length('ab')", "16"),
        named("ascii", "unicode")
            .takes(TextLength::first, INT, TEXT)
            .says("The number of the first code point; 0 for an empty text.")
            .example("ascii('A')", "65"),
        named("chr", "char")
            .takes(TextLength::point, TEXT, INT)
            .says("The text of one code point.")
            .example("chr(8364)", "€"));
  }

  private static List<FunctionDefinition> cases() {
    return List.of(
        named("lower", "lcase")
            .takes(TextCase::lower, TEXT, TEXT)
            .says("Letters in lower case, of all scripts, by the rules of no language.")
            .example("lower('ÄB')", "äb"),
        named("upper", "ucase")
            .takes(TextCase::upper, TEXT, TEXT)
            .says("Letters in upper case, of all scripts, by the rules of no language.")
            .example("upper('straße')", "STRASSE"),
        named("initcap")
            .takes(TextCase::initcap, TEXT, TEXT)
            .says("The first letter of each word in upper case, the others in lower case.")
            .example("initcap('two wORDS')", "Two Words"),
        named("reverse")
            .takes(TextCase::reverse, TEXT, TEXT)
            .says("Code points from last to first.")
            .example("reverse('abc')", "cba"));
  }

  private static List<FunctionDefinition> parts() {
    return List.of(
        named("substring", "substr", "mid")
            .takes(TextParts::substring, TEXT, TEXT, INT)
            .takes(TextParts::substring, TEXT, TEXT, INT, INT)
            .takes(TextParts::subBytes, BYTES, BYTES, INT)
            .takes(TextParts::subBytes, BYTES, BYTES, INT, INT)
            .says("From a place on, as many as asked; places before 1 count as empty.")
            .example("substring('abcdef', 2, 3)", "bcd"),
        named("left")
            .takes(TextParts::left, TEXT, TEXT, INT)
            .says("The first code points; below 0 all but the last so many.")
            .example("left('abcdef', -2)", "abcd"),
        named("right")
            .takes(TextParts::right, TEXT, TEXT, INT)
            .says("The last code points; below 0 all but the first so many.")
            .example("right('abcdef', 2)", "ef"),
        named("btrim", "trim")
            .takes(TextTrim::both, TEXT, TEXT)
            .takes(TextTrim::both, TEXT, TEXT, TEXT)
            .says("Without spaces, or any of some code points, at both ends.")
            .example("btrim('xyabcyx', 'xy')", "abc"),
        named("ltrim")
            .takes(TextTrim::left, TEXT, TEXT)
            .takes(TextTrim::left, TEXT, TEXT, TEXT)
            .says("Without spaces, or any of some code points, at the beginning.")
            .example("ltrim('  abc ')", "abc "),
        named("rtrim")
            .takes(TextTrim::right, TEXT, TEXT)
            .takes(TextTrim::right, TEXT, TEXT, TEXT)
            .says("Without spaces, or any of some code points, at the end.")
            .example("rtrim('abcxx', 'x')", "abc"),
        named("split_part")
            .takes(TextParts::splitPart, TEXT, TEXT, TEXT, INT)
            .says(
                "The n-th of the parts between separators, from the end if below 0; empty if none.")
            .example("split_part('a,b,c', ',', 2)", "b"),
        named("overlay", "insert")
            .takes(TextParts::overlay, TEXT, TEXT, TEXT, INT)
            .takes(TextParts::overlay, TEXT, TEXT, TEXT, INT, INT)
            .says("A text put in place of so many code points, or of as many as it has.")
            .example("overlay('abcdef', 'XY', 3, 1)", "abXYdef"));
  }

  private static List<FunctionDefinition> fills() {
    return List.of(
        named("lpad")
            .takes(TextFill::lpad, TEXT, TEXT, INT)
            .takes(TextFill::lpad, TEXT, TEXT, INT, TEXT)
            .says("Filled at the beginning with spaces or a text, or cut off at the end.")
            .example("lpad('7', 3, '0')", "007"),
        named("rpad")
            .takes(TextFill::rpad, TEXT, TEXT, INT)
            .takes(TextFill::rpad, TEXT, TEXT, INT, TEXT)
            .says("Filled at the end with spaces or a text, or cut off there.")
            .example("rpad('ab', 5, 'xy')", "abxyx"),
        named("repeat", "replicate")
            .takes(TextFill::repeat, TEXT, TEXT, INT)
            .says("A text so many times; empty below 1.")
            .example("repeat('ab', 3)", "ababab"),
        named("space")
            .takes(TextFill::space, TEXT, INT)
            .says("So many spaces.")
            .example("space(2) || 'x'", "  x"),
        named("replace")
            .takes(TextFill::replace, TEXT, TEXT, TEXT)
            .takes(TextFill::replace, TEXT, TEXT, TEXT, TEXT)
            .says("Every occurrence of a text replaced by another, or taken out.")
            .example("replace('abcabc', 'b', 'XX')", "aXXcaXXc"),
        named("translate")
            .takes(TextFill::translate, TEXT, TEXT, TEXT, TEXT)
            .says(
                "Code points of one text replaced by those in their places of another, or taken out.")
            .example("translate('12345', '143', 'ax')", "a2x5"));
  }

  private static List<FunctionDefinition> searches() {
    return List.of(
        named("strpos", "instr")
            .takes(TextSearch::strpos, INT, TEXT, TEXT)
            .takes(TextSearch::strposFrom, INT, TEXT, TEXT, INT)
            .says("Where a text first occurs in another, from 1; 0 when it does not.")
            .example("strpos('high', 'ig')", "2"),
        named("position", "locate", "charindex")
            .takes(TextSearch::position, INT, TEXT, TEXT)
            .takes(TextSearch::positionFrom, INT, TEXT, TEXT, INT)
            .says("Where the first text occurs in the second, from 1; 0 when it does not.")
            .example("position('ig', 'high')", "2"),
        named("starts_with")
            .takes(TextSearch::startsWith, BOOL, TEXT, TEXT)
            .says("Whether a text begins with another.")
            .example("starts_with('alphabet', 'alph')", "true"),
        named("ends_with")
            .takes(TextSearch::endsWith, BOOL, TEXT, TEXT)
            .says("Whether a text ends with another.")
            .example("ends_with('alphabet', 'bet')", "true"),
        named("contains")
            .takes(TextSearch::contains, BOOL, TEXT, TEXT)
            .says("Whether a text occurs in another.")
            .example("contains('alphabet', 'hab')", "true"),
        named("difference")
            .takes(TextSearch::difference, INT, TEXT, TEXT)
            .says("In how many places, up to 4, the soundex of two texts is the same.")
            .example("difference('Anne', 'Ann')", "4"),
        named("soundex")
            .takes(TextSearch::soundex, TEXT, TEXT)
            .says("A letter and three digits for how an English word sounds.")
            .example("soundex('Robert')", "R163"));
  }

  private static List<FunctionDefinition> codes() {
    return List.of(
        named("md5")
            .takes(TextCodes::md5, TEXT, TEXT)
            .takes(TextCodes::md5, TEXT, BYTES)
            .says("The MD5 hash in hexadecimal digits.")
            .example("md5('abc')", "900150983cd24fb0d6963f7d28e17f72"),
        named("sha256")
            .takes(TextCodes::sha256, BYTES, BYTES)
            .says("The SHA-256 hash.")
            .example(
                "encode(sha256('abc'), 'hex')",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        named("encode")
            .takes(TextCodes::encode, TEXT, BYTES, TEXT)
            .says("Bytes as a text, in the format hex or base64.")
            .example("encode('abc', 'base64')", "YWJj"),
        named("decode")
            .takes(TextCodes::decode, BYTES, TEXT, TEXT)
            .makes(Choices::decode, "decode(any, any, any, ...) → any", 3, 1_000)
            .says(
                "With 2 arguments bytes from a text, in the format hex or base64; with more a choice.")
            .example("decode('616263', 'hex')", "\\x616263"),
        named("to_hex")
            .takes(TextCodes::toHex, TEXT, LONG)
            .says("Hexadecimal digits of a number, in two's complement of 64 bits when below 0.")
            .example("to_hex(255)", "ff"),
        named("quote_literal")
            .takes(TextCodes::quoteLiteral, TEXT, TEXT)
            .says("The text as a literal of SQL.")
            .example("quote_literal('O''Hara')", "'O''Hara'"),
        named("quote_ident")
            .takes(TextCodes::quoteIdent, TEXT, TEXT)
            .says("The text as an identifier of SQL, in double quotes where it needs them.")
            .example("quote_ident('Foo bar')", "\"Foo bar\""));
  }

  private static List<FunctionDefinition> joins() {
    return List.of(
        named("concat")
            .takesMany(TextJoin::concat, TEXT, ANY)
            .takesNulls()
            .says("The texts of all arguments, one behind the other; nulls are left out.")
            .example("concat('a', 1, null, true)", "a1true"),
        named("concat_ws")
            .takesMany(TextJoin::concatWith, TEXT, TEXT, ANY)
            .takesNulls()
            .says("The texts of all others with the first between them; nulls are left out.")
            .example("concat_ws('-', 'a', null, 2)", "a-2"));
  }
}
