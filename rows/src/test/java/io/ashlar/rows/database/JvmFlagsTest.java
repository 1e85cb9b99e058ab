package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.StoreOpenException;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {

  @Test
  void shouldPassWhenFlagsAreGiven() {
    JvmFlags.check();
  }

  @Test
  void shouldNameFlagWhenMissing() {
    // java.logging is given nothing by the flags of this JVM, which open base to unnamed code.
    Module other = ModuleLayer.boot().findModule("java.logging").orElseThrow();
    assertThatThrownBy(() -> JvmFlags.check(Object.class.getModule(), other))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageStartingWith("The JVM was started without a flag that is needed. flag=--add-");
  }
}
