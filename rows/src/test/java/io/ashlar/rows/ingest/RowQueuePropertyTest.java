package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.database.Databases;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.table.TableHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A queue takes, drops and gives rows as a plain list does. */
class RowQueuePropertyTest {

  private static final int BLOCKS = 24;
  private static final int ROWS = 10;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private record Waiting(long id, int level, int blocks) {}

  /** The same on lists. */
  private static final class Model {

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Waiting> taken = new ArrayList<>();

    private static int blocks(List<Waiting> rows) {
      return rows.stream().mapToInt(Waiting::blocks).sum();
    }

    private boolean fits(Waiting row) {
      return waiting.size() + taken.size() < ROWS
          && blocks(waiting) + blocks(taken) + row.blocks <= BLOCKS;
    }

    /** Null to drop none, true to drop the oldest, false the lowest. */
    boolean offer(Waiting row, Boolean oldest) {
      List<Waiting> kept = new ArrayList<>(waiting);
      while (!fits(row)) {
        Comparator<Waiting> first =
            oldest != null && oldest
                ? Comparator.comparingLong(Waiting::id)
                : Comparator.comparingInt(Waiting::level).thenComparingLong(Waiting::id);
        Waiting victim = waiting.stream().min(first).orElse(null);
        if (oldest == null || victim == null || (!oldest && victim.level > row.level)) {
          waiting.clear();
          waiting.addAll(kept);
          return false;
        }
        waiting.remove(victim);
      }
      waiting.add(row);
      return true;
    }
  }

  @Property(tries = 150)
  void shouldTakeDropAndGiveAsAListDoes(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 2) int policy,
      @ForAll @IntRange(min = 1, max = ROWS) int batchRows) {
    SplittableRandom random = new SplittableRandom(seed);
    Model model = new Model();
    Dropped dropping = policy == 0 ? null : new Dropped("events", policy == 1);
    try (Database db = Databases.inMemory(Options.defaults());
        BufferPool pool = new BufferPool(0);
        RowQueue queue =
            new RowQueue(pool, new QueueBounds(ROWS, BLOCKS, batchRows, BLOCKS / 2, 0));
        PooledBuffer into = pool.acquire(16)) {
      TableDefinition table =
          ((TableHandle) db.schema().createTable(WriterTest.EVENTS)).state().definition();
      Assigned values = new Assigned(table.columns());
      Submission submission = new Submission(WriteOperation.UPSERT);
      int[] batch = new int[batchRows];
      int count = 0;
      int done = 0;
      for (long id = 0; id < 120; id++) {
        if (random.nextInt(4) > 0) {
          int level = random.nextInt(PRIORITIES.size());
          values.clear();
          values.putLong(0, id);
          values.putText(2, "x".repeat(random.nextInt(random.nextBoolean() ? 50 : 1_500)));
          submission.fill(table, values, PRIORITIES.get(level), null);
          Waiting row = new Waiting(id, level, BlockMemory.blocksOf(submission.length()));
          boolean in = queue.offer(submission, dropping) != RowQueue.FULL;
          assertThat(in).isEqualTo(model.offer(row, policy == 0 ? null : policy == 1));
        } else if (done < count) {
          int to = done + 1 + random.nextInt(count - done);
          queue.release(batch, done, to, count);
          model.taken.subList(0, to - done).clear();
          done = to;
        } else if (!model.waiting.isEmpty()) {
          count = queue.take(batch);
          done = 0;
          assertThat(count).isPositive().isLessThanOrEqualTo(batchRows);
          for (int i = 0; i < count; i++) {
            Waiting next = model.waiting.remove(0);
            model.taken.add(next);
            int length = queue.read(batch[i], into);
            RecordFormat.decode(into.buffer(), length, table, values);
            assertThat(values.word(0)).isEqualTo(next.id);
            assertThat(Submission.operationOf(queue.operation(batch[i])))
                .isEqualTo(WriteOperation.UPSERT);
          }
          int blocks = Model.blocks(model.taken);
          assertThat(count == 1 || blocks <= BLOCKS / 2).isTrue();
          boolean more = !model.waiting.isEmpty() && count < batchRows;
          assertThat(!more || blocks + model.waiting.get(0).blocks > BLOCKS / 2).isTrue();
        }
        assertThat(queue.rows()).isEqualTo(model.waiting.size() + model.taken.size());
        assertThat(queue.bytes())
            .isEqualTo(128L * (Model.blocks(model.waiting) + Model.blocks(model.taken)));
      }
    }
  }
}
