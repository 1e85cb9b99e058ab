package io.ashlar.shell.input;

/**
 * One statement as it was written.
 *
 * @param text from its first token up to its semicolon, which is not part of it
 * @param line the line of the source on which it begins, from 1
 */
public record SourceStatement(String text, int line) {}
