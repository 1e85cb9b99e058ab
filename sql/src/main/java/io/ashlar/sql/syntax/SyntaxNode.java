package io.ashlar.sql.syntax;

/** A node of the tree that a text is parsed into. Nodes do not change and may be shared. */
public interface SyntaxNode {

  /**
   * Where the node begins.
   *
   * @return the offset of its first character in the text that was parsed, from 0
   */
  int offset();
}
