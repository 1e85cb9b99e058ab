/**
 * Queries as trees that several engines can be asked: {@link io.ashlar.sqltest.query.Select} and
 * the {@link io.ashlar.sqltest.query.Term terms} in it, each written as the engine wants it.
 */
package io.ashlar.sqltest.query;
