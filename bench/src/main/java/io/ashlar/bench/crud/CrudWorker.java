package io.ashlar.bench.crud;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Buffers;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Update;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.agrona.MutableDirectBuffer;

/**
 * One worker: draws an operation, runs it in a transaction of its own, and so on until the end. It
 * works on documents of its own making, so it knows what each read must find.
 */
final class CrudWorker implements Callable<CrudWorker.Tally> {

  /**
   * What a worker did.
   *
   * @param latencies of each operation in the measured time, retries included
   * @param allocatedBytes by the worker's thread in that time
   * @param retries runs that had to be repeated
   * @param live documents that it leaves behind
   */
  record Tally(
      Map<CrudOperation, Latencies> latencies, long allocatedBytes, long retries, long live) {}

  private static final int ID_BITS_OF_A_WORKER = 40;
  private static final int NOISE_BYTES = 1 << 16;
  private static final int ROWS_PER_COMMIT = 100;

  private final DocumentStore store;
  private final RunClock clock;
  private final SplittableRandom random;
  private final Insert insert;
  private final Get get;
  private final Update update;
  private final Delete delete;

  private final LiveIds live = new LiveIds();
  private final byte[] noise = new byte[NOISE_BYTES];
  private final MutableDirectBuffer document = Buffers.wrap(new byte[CrudOptions.DOCUMENT_BYTES]);
  private final Map<CrudOperation, Latencies> latencies = new EnumMap<>(CrudOperation.class);

  private long nextId;
  private long retries;

  CrudWorker(int number, int documents, DocumentStore store, RunClock clock) {
    this.store = store;
    this.clock = clock;
    random = new SplittableRandom(number);
    random.nextBytes(noise);
    nextId = (long) number << ID_BITS_OF_A_WORKER;
    insert = store.documents.insert();
    get = store.documents.get();
    update = store.documents.update().where(store.id.eq(parameter(0)));
    delete = store.documents.delete().where(store.id.eq(parameter(0)));
    for (CrudOperation operation : CrudOperation.values()) {
      latencies.put(operation, new Latencies());
    }
    load(documents);
  }

  private void load(int documents) {
    try (Transaction transaction = store.database.begin()) {
      for (int i = 1; i <= documents; i++) {
        create(transaction, nextId);
        live.add(nextId++);
        if (i % ROWS_PER_COMMIT == 0 && i < documents) {
          transaction.commit();
          transaction.begin();
        }
      }
      transaction.commit();
    }
  }

  @Override
  public Tally call() {
    boolean done = false;
    try (Transaction transaction = store.database.begin()) {
      transaction.rollback();
      long allocatedBefore = -1;
      while (!clock.stopped()) {
        if (clock.measuring() && allocatedBefore < 0) {
          allocatedBefore = Allocation.ofCurrentThread();
        }
        CrudOperation operation = draw();
        long begin = System.nanoTime();
        run(operation, transaction);
        if (allocatedBefore >= 0 && !clock.stopped()) {
          latencies.get(operation).record(System.nanoTime() - begin);
        }
      }
      long allocated = allocatedBefore < 0 ? 0 : Allocation.ofCurrentThread() - allocatedBefore;
      done = true;
      return new Tally(latencies, allocated, retries, live.size());
    } finally {
      if (!done) {
        clock.abort();
      }
    }
  }

  /** A worker that has deleted all it had makes a new document. */
  private CrudOperation draw() {
    return live.size() == 0 ? CrudOperation.CREATE : CrudOperation.of(random.nextInt(100));
  }

  private void run(CrudOperation operation, Transaction transaction) {
    if (operation == CrudOperation.READ) {
      read(live.at(random.nextInt(live.size())));
      return;
    }
    int position = operation == CrudOperation.CREATE ? -1 : random.nextInt(live.size());
    long id = position < 0 ? nextId++ : live.at(position);
    while (!tryWrite(operation, transaction, id)) {
      retries++;
    }
    if (operation == CrudOperation.CREATE) {
      live.add(id);
    } else if (operation == CrudOperation.DELETE) {
      live.remove(position);
    }
  }

  private boolean tryWrite(CrudOperation operation, Transaction transaction, long id) {
    try {
      transaction.begin();
      switch (operation) {
        case CREATE -> create(transaction, id);
        case UPDATE -> change(transaction, id);
        case DELETE -> one(delete.bind(0, id).execute(transaction));
        default -> throw new IllegalArgumentException("writes nothing: " + operation);
      }
      transaction.commit();
      return true;
    } catch (RetryableException e) {
      transaction.rollback();
      return false;
    }
  }

  private void read(long id) {
    try (ReadTransaction view = store.database.beginRead()) {
      if (!get.set(store.id, id).fetch(view)) {
        throw new IllegalStateException("a document is gone: " + id);
      }
      var body = get.view(store.body);
      if (body.length() != CrudOptions.DOCUMENT_BYTES
          || body.buffer().getLong(body.offset()) != id) {
        throw new IllegalStateException("a document is not what was written: " + id);
      }
    }
  }

  private void create(Transaction transaction, long id) {
    write(id);
    insert
        .set(store.id, id)
        .set(store.body, document, 0, CrudOptions.DOCUMENT_BYTES)
        .execute(transaction);
  }

  private void change(Transaction transaction, long id) {
    write(id);
    one(
        update
            .bind(0, id)
            .set(store.body, document, 0, CrudOptions.DOCUMENT_BYTES)
            .execute(transaction));
  }

  /** A document: its id, then noise, which no compression shrinks. */
  private void write(long id) {
    int from = random.nextInt(NOISE_BYTES - CrudOptions.DOCUMENT_BYTES);
    document.putBytes(0, noise, from, CrudOptions.DOCUMENT_BYTES);
    document.putLong(0, id);
  }

  private static void one(long changed) {
    if (changed != 1) {
      throw new IllegalStateException("one document should have been changed, not " + changed);
    }
  }
}
