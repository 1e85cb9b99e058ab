/**
 * Trees as text.
 *
 * <p>{@link io.ashlar.sql.canonical.CanonicalText} writes a tree in the one way that the catalog
 * keeps: words of the grammar in upper case, one space between what needs one, parentheses only
 * where the tree would be another without them. What it writes is parsed to the same tree, so that
 * views, checks and defaults can be kept as text.
 */
package io.ashlar.sql.canonical;
