/**
 * Recorded histories through connections: {@link io.ashlar.sqltest.isolation.ConnectionKeys} is how
 * a recording reaches its keys by SQL.
 */
package io.ashlar.sqltest.isolation;
