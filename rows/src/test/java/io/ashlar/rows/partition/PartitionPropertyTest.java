package io.ashlar.rows.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.schema.Partitioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random statements on partitioned tables against a map, over both stores and across reopens. */
class PartitionPropertyTest {

  private static final List<Partitioning> DIVISIONS =
      List.of(
          Partitioning.range("at", Duration.ofDays(1)),
          Partitioning.range("at", Duration.ofHours(7)),
          Partitioning.range("at", Period.ofMonths(1)),
          Partitioning.range("id", 8),
          Partitioning.list("region"),
          Partitioning.list("region", List.of("ae", "bo"), List.of("cy", "da", "eu")),
          Partitioning.hash(5, "region"),
          Partitioning.hash(3, "id", "region"));

  private static final int STEPS = 60;

  @Property(tries = 120)
  void shouldAnswerLikeAMapWhenRowsArePartitionedInMemory(@ForAll long seed) {
    Random random = new Random(seed);
    try (Database db = Database.inMemory()) {
      PartitionModel model = new PartitionModel(random, division(random));
      model.create(db);
      for (int i = 0; i < STEPS; i++) {
        model.step();
      }
      model.checkAll();
    }
  }

  @Property(tries = 8)
  void shouldAnswerLikeAMapWhenTheStoreIsOpenedAgain(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("partitions");
    try {
      PartitionModel model = new PartitionModel(random, division(random));
      for (int turn = 0; turn < 3; turn++) {
        try (Database db = Database.open(directory, Options.defaults())) {
          if (turn == 0) {
            model.create(db);
          } else {
            model.use(db);
          }
          for (int i = 0; i < STEPS / 2; i++) {
            model.step();
          }
          model.checkAll();
        }
      }
    } finally {
      delete(directory);
    }
  }

  private static Partitioning division(Random random) {
    return DIVISIONS.get(random.nextInt(DIVISIONS.size()));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(directory).doesNotExist();
  }
}
