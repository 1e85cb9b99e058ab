package io.ashlar.jdbc.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

  private static ConnectionSettings of(String url) throws SQLException {
    return ConnectionSettings.of(url, null);
  }

  @Test
  void shouldReadAllThatUrlSaysWhenItIsRight() throws SQLException {
    ConnectionSettings settings =
        of(
            "jdbc:ashlar:/data/a%b?isolation=Serializable&durability=none;cacheBytes=64m"
                + "&lockTimeout=250ms&READONLY=true&closeDelay=10s&compression=false&user=ann"
                + "&idleTransactionTimeout=1m");
    assertThat(settings.place()).isEqualTo("/data/a%b");
    assertThat(settings.isolation()).isEqualTo(IsolationLevel.SERIALIZABLE);
    assertThat(settings.isReadOnly()).isTrue();
    assertThat(settings.closeDelay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.user()).isEqualTo("ann");
    assertThat(settings.durability()).contains(Durability.NONE);
    assertThat(settings.idleTransactionTimeout()).contains(Duration.ofMinutes(1));
    Options options = settings.options();
    assertThat(options.durability()).isEqualTo(Durability.NONE);
    assertThat(options.cacheBytes()).isEqualTo(64L << 20);
    assertThat(options.lockTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(options.compression()).isFalse();
  }

  @Test
  void shouldHaveDefaultsWhenUrlSaysNothing() throws SQLException {
    ConnectionSettings settings = of("jdbc:ashlar:mem:x");
    assertThat(settings.inMemory()).isTrue();
    assertThat(settings.isPrivate()).isFalse();
    assertThat(settings.isolation()).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThat(settings.closeDelay()).isZero();
    assertThat(settings.durability()).isEmpty();
    assertThat(settings.idleTransactionTimeout()).isEmpty();
    assertThat(of("jdbc:ashlar:mem:x?idleTransactionTimeout=never").idleTransactionTimeout())
        .isEmpty();
    assertThat(of("JDBC:Ashlar:mem:").isPrivate()).isTrue();
    assertThat(of("jdbc:ashlar:mem:x?closeDelay=never").closeDelay()).isNull();
  }

  @Test
  void shouldPreferUrlWhenPropertiesSayOtherwise() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("isolation", "snapshot");
    assertThat(ConnectionSettings.of("jdbc:ashlar:mem:x", properties).isolation())
        .isEqualTo(IsolationLevel.SNAPSHOT);
    assertThat(
            ConnectionSettings.of("jdbc:ashlar:mem:x?isolation=serializable", properties)
                .isolation())
        .isEqualTo(IsolationLevel.SERIALIZABLE);
  }

  @Test
  void shouldNameNearestWhenPropertyIsUnknown() {
    assertThatThrownBy(() -> of("jdbc:ashlar:mem:x?isolatoin=snapshot"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nearest=isolation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:ashlar:",
        "jdbc:ashlar:?user=x",
        "jdbc:ashlar:mem:x?isolation=weak",
        "jdbc:ashlar:mem:x?isolation",
        "jdbc:ashlar:mem:x?=1",
        "jdbc:ashlar:mem:x?closeDelay=5",
        "jdbc:ashlar:mem:x?closeDelay=-1s",
        "jdbc:ashlar:mem:x?readOnly=yes",
        "jdbc:ashlar:mem:x?cacheBytes=lots",
        "jdbc:ashlar:mem:x?user=%zz"
      })
  void shouldRefuseWhenUrlIsWrong(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }
}
