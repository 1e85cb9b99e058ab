package io.ashlar.bench.ycsb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import site.ycsb.ByteArrayByteIterator;
import site.ycsb.ByteIterator;
import site.ycsb.Status;

class AshlarBindingTest {

  private static final String TABLE = "usertable";

  @TempDir private Path directory;

  private AshlarBinding binding;

  @BeforeEach
  void open() throws Exception {
    Properties properties = new Properties();
    properties.setProperty(UserTable.DIRECTORY, directory.toString());
    properties.setProperty(UserTable.DURABILITY, "NONE");
    binding = new AshlarBinding();
    binding.setProperties(properties);
    binding.init();
  }

  @AfterEach
  void close() throws Exception {
    binding.cleanup();
  }

  @Test
  void shouldReadWhatWasWrittenWhenARecordIsInsertedAndUpdated() {
    assertThat(binding.insert(TABLE, "k", values("field0", "a", "field9", "b")))
        .isEqualTo(Status.OK);
    assertThat(read("k", null)).isEqualTo(Map.of("field0", "a", "field9", "b"));
    assertThat(binding.update(TABLE, "k", values("field9", "c"))).isEqualTo(Status.OK);
    assertThat(read("k", Set.of("field9"))).isEqualTo(Map.of("field9", "c"));
  }

  @Test
  void shouldSayNotFoundWhenTheRecordIsDeleted() {
    binding.insert(TABLE, "k", values("field0", "a"));
    assertThat(binding.delete(TABLE, "k")).isEqualTo(Status.OK);
    assertThat(binding.delete(TABLE, "k")).isEqualTo(Status.NOT_FOUND);
    assertThat(binding.update(TABLE, "k", values("field0", "b"))).isEqualTo(Status.NOT_FOUND);
    assertThat(binding.read(TABLE, "k", null, new HashMap<>())).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  @SuppressWarnings("JdkObsolete") // The interface of YCSB has this type.
  void shouldScanInOrderFromAKeyWhenACountIsGiven() {
    for (int i = 9; i >= 0; i--) {
      binding.insert(TABLE, "k" + i, values("field0", "v" + i));
    }
    Vector<HashMap<String, ByteIterator>> rows = new Vector<>();
    assertThat(binding.scan(TABLE, "k4", 3, null, rows)).isEqualTo(Status.OK);
    assertThat(rows)
        .extracting(AshlarBindingTest::texts)
        .containsExactly(Map.of("field0", "v4"), Map.of("field0", "v5"), Map.of("field0", "v6"));
  }

  private Map<String, String> read(String key, Set<String> fields) {
    Map<String, ByteIterator> result = new HashMap<>();
    assertThat(binding.read(TABLE, key, fields, result)).isEqualTo(Status.OK);
    return texts(result);
  }

  private static Map<String, String> texts(Map<String, ByteIterator> values) {
    Map<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, new String(value.toArray(), UTF_8)));
    return texts;
  }

  private static Map<String, ByteIterator> values(String... namesAndTexts) {
    Map<String, ByteIterator> values = new HashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      values.put(namesAndTexts[i], new ByteArrayByteIterator(namesAndTexts[i + 1].getBytes(UTF_8)));
    }
    return values;
  }
}
