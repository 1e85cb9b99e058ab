package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.StoreOpenException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BufferChoiceTest {

  private static final String NEEDED = "--add-exports=java.base/a=ALL-UNNAMED";

  private static Optional<String> nothing() {
    return Optional.empty();
  }

  private static Optional<String> flag() {
    return Optional.of(NEEDED);
  }

  @Test
  void shouldChooseByTheFlagsWhenNothingIsAskedFor() {
    assertThat(BufferChoice.choose(null, BufferChoiceTest::nothing)).isEqualTo(BufferAccess.UNSAFE);
    assertThat(BufferChoice.choose(null, BufferChoiceTest::flag))
        .isEqualTo(BufferAccess.VAR_HANDLES);
    assertThatCode(() -> BufferChoice.check(null, BufferChoiceTest::flag))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldChooseWhatIsAskedForWhenItCanBeHad() {
    assertThat(BufferChoice.choose("varhandles", BufferChoiceTest::nothing))
        .isEqualTo(BufferAccess.VAR_HANDLES);
    assertThat(BufferChoice.choose("unsafe", BufferChoiceTest::nothing))
        .isEqualTo(BufferAccess.UNSAFE);
    assertThatCode(() -> BufferChoice.check("unsafe", BufferChoiceTest::nothing))
        .doesNotThrowAnyException();
    assertThatCode(() -> BufferChoice.check("varhandles", BufferChoiceTest::flag))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameTheFlagWhenWhatIsAskedForNeedsOne() {
    assertThatThrownBy(() -> BufferChoice.check("unsafe", BufferChoiceTest::flag))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageEndingWith("flag=" + NEEDED);
    assertThat(BufferChoice.choose("unsafe", BufferChoiceTest::flag))
        .isEqualTo(BufferAccess.VAR_HANDLES);
  }

  @Test
  void shouldRefuseWhenTheValueIsUnknown() {
    assertThatThrownBy(() -> BufferChoice.check("Unsafe", BufferChoiceTest::nothing))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("value=Unsafe");
  }

  @Test
  void shouldNameTheFirstFlagThatAModuleLacks() {
    // java.logging is given nothing by the flags of this JVM, which open base to unnamed code.
    Module other = ModuleLayer.boot().findModule("java.logging").orElseThrow();
    assertThat(BufferChoice.missing(Object.class.getModule(), other).orElseThrow())
        .matches("--add-exports=java\\.base/[a-z.]+=java\\.logging");
  }
}
