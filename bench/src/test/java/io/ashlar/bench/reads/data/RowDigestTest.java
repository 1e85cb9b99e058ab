package io.ashlar.bench.reads.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowDigestTest {

  private static final byte[] WORD = "checkout".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotDependOnTheFormThatATextIsGivenIn(boolean whole) {
    long expected = of(whole, digest -> digest.text("checkout"));
    ByteBuffer padded = ByteBuffer.allocateDirect(20).put(3, WORD);
    assertThat(of(whole, digest -> digest.bytes(WORD))).isEqualTo(expected);
    assertThat(of(whole, digest -> digest.bytes(padded, 3, 8))).isEqualTo(expected);
    assertThat(of(whole, digest -> digest.bytes(new UnsafeBuffer(padded), 3, 8)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDependOnTheOrderAndTheEndsOfValues(boolean whole) {
    long expected = of(whole, digest -> two(digest, "ab", "c"));
    assertThat(of(whole, digest -> two(digest, "c", "ab"))).isNotEqualTo(expected);
    assertThat(of(whole, digest -> two(digest, "a", "bc"))).isNotEqualTo(expected);
    assertThat(of(whole, digest -> two(digest, "ab", ""))).isNotEqualTo(expected);
    assertThat(of(whole, digest -> two(digest, "ab", "c"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCountEveryByteWhenItIsWhole(boolean whole) {
    long expected = of(whole, digest -> digest.text("chackout"));
    assertThat(of(whole, digest -> digest.text("checkout")) != expected).isEqualTo(whole);
    assertThat(of(whole, digest -> digest.text("chackour"))).isNotEqualTo(expected);
  }

  private static void two(RowDigest digest, String first, String second) {
    digest.text(first);
    digest.text(second);
  }

  private static long of(boolean whole, Consumer<RowDigest> values) {
    RowDigest digest = new RowDigest(whole);
    digest.number(5);
    digest.take();
    values.accept(digest);
    return digest.take();
  }
}
