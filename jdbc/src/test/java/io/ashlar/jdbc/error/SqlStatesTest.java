package io.ashlar.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlStatesTest {

  private static List<Class<?>> exceptions()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    URL place = AshlarException.class.getResource("AshlarException.class");
    URI uri = place.toURI();
    if (!uri.getScheme().equals("jar")) {
      return exceptions(Path.of(uri).getParent());
    }
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return exceptions(jar.getPath("/io/ashlar/error"));
    }
  }

  private static List<Class<?>> exceptions(Path directory)
      throws IOException, ReflectiveOperationException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Exception.class")) {
          Class<?> type = Class.forName("io.ashlar.error." + name.substring(0, name.length() - 6));
          if (!Modifier.isAbstract(type.getModifiers())) {
            found.add(type);
          }
        }
      }
    }
    return found;
  }

  private static AshlarException make(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getConstructor(String.class, Object[].class);
    return (AshlarException) constructor.newInstance("It failed.", new Object[] {"key", "value"});
  }

  @Test
  void shouldHaveStateWhenDatabaseFails() throws Exception {
    List<Class<?>> types = exceptions();
    assertThat(types).hasSizeGreaterThan(20);
    for (Class<?> type : types) {
      AshlarException failure = make(type);
      SQLException mapped = SqlStates.of(failure);
      assertThat(mapped.getSQLState()).as(type.getName()).hasSize(5).isNotEqualTo("XX000");
      assertThat(mapped.getErrorCode()).isEqualTo(SqlStates.vendorCode(mapped.getSQLState()));
      assertThat((Throwable) mapped).hasCause(failure).hasMessage("It failed. key=value");
      if (failure instanceof RetryableException) {
        assertThat((Throwable) mapped).isInstanceOf(SQLTransactionRollbackException.class);
      }
    }
  }

  @Test
  void shouldHaveOneCodeForEachStateWhenItIsAsked() throws IllegalAccessException {
    Set<String> states = new HashSet<>();
    Set<Integer> codes = new HashSet<>();
    for (Field field : SqlState.class.getFields()) {
      String state = (String) field.get(null);
      if (states.add(state)) {
        assertThat(codes.add(SqlStates.vendorCode(state))).as(state).isTrue();
      }
    }
    assertThat(SqlStates.vendorCode("23505")).isEqualTo(23505);
  }

  private static void expect(RuntimeException failure, String state, Class<?> type) {
    assertThat((Throwable) SqlStates.of(failure)).isInstanceOf(type);
    assertThat(SqlStates.of(failure).getSQLState()).isEqualTo(state);
  }

  @Test
  void shouldHaveClassOfJdbcWhenItHasState() {
    expect(new DeadlineExceededException("It."), "57014", SQLTimeoutException.class);
    expect(new DeadlockException("It."), "40P01", SQLTransactionRollbackException.class);
    expect(new LockTimeoutException("It."), "55P03", SQLTransactionRollbackException.class);
    expect(
        new CommitOutcomeUnknownException("It."),
        "08007",
        SQLNonTransientConnectionException.class);
    expect(
        new ConstraintException("A row with this primary key exists."),
        "23505",
        SQLIntegrityConstraintViolationException.class);
    expect(SqlException.nowhere("42601", "It."), "42601", SQLSyntaxErrorException.class);
    expect(SqlException.nowhere("22012", "It."), "22012", SQLDataException.class);
    expect(SqlException.nowhere("0A000", "It."), "0A000", SQLFeatureNotSupportedException.class);
    expect(new IllegalStateException("bug"), "XX000", SQLException.class);
  }
}
