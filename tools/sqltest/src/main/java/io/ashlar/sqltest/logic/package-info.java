/**
 * The scripts of sqllogictest: {@link io.ashlar.sqltest.logic.LogicSuite} runs those of the corpus
 * that are asked for, each in a database of its own, and counts what agrees.
 */
package io.ashlar.sqltest.logic;
