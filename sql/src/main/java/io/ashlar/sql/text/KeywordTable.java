package io.ashlar.sql.text;

/** Finds keywords by their characters, without an object. */
final class KeywordTable {

  private static final int SLOTS = 1_024;
  private static final String[] WORDS = new String[SLOTS];
  private static final int[] KINDS = new int[SLOTS];
  private static final int LONGEST;

  static {
    int longest = 0;
    for (Keyword keyword : Keyword.values()) {
      String word = keyword.word();
      int slot = hash(word, 0, word.length());
      while (WORDS[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      WORDS[slot] = word;
      KINDS[slot] = keyword.kind();
      longest = Math.max(longest, word.length());
    }
    LONGEST = longest;
  }

  private KeywordTable() {}

  /** The kind of the keyword that a part of a text is in either case, or {@link Symbol#WORD}. */
  static int kindOf(String text, int start, int end) {
    if (end - start > LONGEST) {
      return Symbol.WORD;
    }
    int slot = hash(text, start, end);
    for (String word = WORDS[slot]; word != null; word = WORDS[slot]) {
      if (TokenText.isWord(text, start, end, word)) {
        return KINDS[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return Symbol.WORD;
  }

  private static int hash(String text, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + TokenText.fold(text.charAt(i));
    }
    return (hash ^ (hash >>> 10)) & (SLOTS - 1);
  }
}
