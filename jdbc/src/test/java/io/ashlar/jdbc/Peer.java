package io.ashlar.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The databases that the contract is held against. */
enum Peer {
  ASHLAR("jdbc:ashlar:mem:"),
  H2("jdbc:h2:mem:"),
  SQLITE("jdbc:sqlite::memory:");

  private final String url;

  Peer(String url) {
    this.url = url;
  }

  /** A connection to a database of its own. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }
}
