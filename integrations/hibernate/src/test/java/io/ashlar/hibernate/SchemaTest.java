package io.ashlar.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that Hibernate makes, validates, updates and drops. */
class SchemaTest {

  /** As it was at first. */
  @Entity(name = "Person")
  @Table(name = "persons")
  static class First {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    @Column(length = 20)
    String name;
  }

  /** As it is later. */
  @Entity(name = "Person")
  @Table(name = "persons", indexes = @Index(name = "persons_by_name", columnList = "name, born"))
  static class Second {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    @Column(length = 20)
    String name;

    Integer born;

    @Column(precision = 10, scale = 2)
    BigDecimal height;

    @Column(unique = true, length = 30)
    String code;

    @ManyToOne First2 parent;
  }

  /** What is new beside it. */
  @Entity(name = "Parent")
  @Table(name = "parents")
  static class First2 {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;
  }

  /** What does not fit. */
  @Entity(name = "Person")
  @Table(name = "persons")
  static class Other {
    @Id Long id;
    java.time.LocalDate name;
  }

  @TempDir private Path directory;
  private String url;

  @BeforeEach
  void place() {
    url = "jdbc:ashlar:" + directory.resolve("db") + "?durability=none";
  }

  private List<String> columns(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows = connection.getMetaData().getColumns(null, null, table, null)) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
      }
      return names;
    }
  }

  @Test
  void shouldFindTheDialectWhenNoneIsNamed() {
    try (Store store = Store.open(url, "create", Library.ENTITIES)) {
      Dialect dialect =
          store.sessions().unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect();
      assertThat(dialect).isInstanceOf(AshlarDialect.class);
    }
  }

  @Test
  void shouldValidateWhenTheSchemaIsTheOneThatWasMade() throws SQLException {
    Store.open(url, "create", Library.ENTITIES).close();
    Store.open(url, "validate", Library.ENTITIES).close();
    assertThat(columns("books"))
        .contains("id bigint", "price numeric", "title varchar", "printed date");
    assertThat(columns("value_types"))
        .contains(
            "instant timestamp with time zone",
            "datetime timestamp",
            "truth boolean",
            "uuid uuid",
            "longbytes blob",
            "bytes varbinary",
            "longtext clob");
    Store.open(url, "update", Library.ENTITIES).close();
    Store.open(url, "create-drop", Library.ENTITIES).close();
    assertThat(columns("books")).isEmpty();
  }

  @Test
  void shouldAddWhatIsMissingWhenTheSchemaIsUpdated() throws SQLException {
    try (Store store = Store.open(url, "create", First.class)) {
      store.run(
          session -> {
            First person = new First();
            person.name = "Bea";
            session.persist(person);
          });
    }
    try (Store store = Store.open(url, "update", Second.class, First2.class)) {
      store.run(
          session -> {
            Second person =
                session.createSelectionQuery("from Person", Second.class).getSingleResult();
            assertThat(person.name).isEqualTo("Bea");
            assertThat(person.born).isNull();
            First2 parent = new First2();
            session.persist(parent);
            person.parent = parent;
            person.code = "b";
          });
      assertThatThrownBy(
              () ->
                  store.run(
                      session -> {
                        Second twin = new Second();
                        twin.code = "b";
                        session.persist(twin);
                      }))
          .isInstanceOf(org.hibernate.exception.ConstraintViolationException.class);
    }
    assertThat(columns("persons"))
        .contains("born integer", "height numeric", "code varchar", "parent_id bigint");
    Store.open(url, "validate", Second.class, First2.class).close();
  }

  @Test
  void shouldRefuseWhenTheSchemaIsAnother() {
    Store.open(url, "create", First.class).close();
    assertThatThrownBy(() -> Store.open(url, "validate", Other.class))
        .isInstanceOf(SchemaManagementException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> Store.open(url, "validate", First2.class))
        .isInstanceOf(SchemaManagementException.class)
        .hasMessageContaining("parents");
  }
}
