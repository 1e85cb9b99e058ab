package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AshlarDriverTest {

  private final AshlarDriver driver = new AshlarDriver();

  @Test
  void shouldTellPropertiesWhenAsked() {
    Properties given = new Properties();
    given.setProperty("durability", "none");
    DriverPropertyInfo[] properties = driver.getPropertyInfo("jdbc:ashlar:mem:", given);
    assertThat(Arrays.stream(properties).map(property -> property.name))
        .contains("isolation", "readOnly", "closeDelay", "cacheBytes")
        .doesNotHaveDuplicates();
    for (DriverPropertyInfo property : properties) {
      assertThat(property.description).isNotBlank();
      if (property.name.equals("durability")) {
        assertThat(property.value).isEqualTo("none");
        assertThat(property.choices).contains("group");
      }
    }
    assertThat(driver.getPropertyInfo("jdbc:ashlar:mem:", null)).hasSameSizeAs(properties);
  }

  @Test
  void shouldLeaveUrlAloneWhenItIsAnothers() throws SQLException {
    assertThat(driver.connect("jdbc:other:x", null)).isNull();
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.acceptsURL("jdbc:ashlar")).isFalse();
    assertThat(driver.jdbcCompliant()).isFalse();
  }

  @Test
  void shouldRefuseWhenPropertyIsUnknown() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:ashlar:mem:?autocommit=false"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }
}
