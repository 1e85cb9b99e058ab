package io.ashlar.sqltest.oracle;

/**
 * What is wrong.
 *
 * @param kind in few words, the same for the same fault
 * @param detail what was found and what was expected
 */
record Finding(String kind, String detail) {}
