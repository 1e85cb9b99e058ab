/**
 * Who says whether an answer is right: other engines, and our own asked in another way. {@link
 * io.ashlar.sqltest.oracle.SqlFuzzer} runs random cases and shrinks those that fail.
 */
package io.ashlar.sqltest.oracle;
