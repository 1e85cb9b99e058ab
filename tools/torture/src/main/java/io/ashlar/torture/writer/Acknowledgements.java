package io.ashlar.torture.writer;

import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the writers of one round were told, kept outside of the store. For any number of threads.
 */
public final class Acknowledgements implements CommitListener {

  private final List<List<Acknowledgement>> byThread = new ArrayList<>();
  private final List<RuntimeException> failures = new ArrayList<>();
  private long count;
  private long refusals;
  private boolean dense = true;

  /**
   * None yet.
   *
   * @param threads writers
   */
  public Acknowledgements(int threads) {
    for (int i = 0; i < threads; i++) {
      byThread.add(new ArrayList<>());
    }
  }

  @Override
  public synchronized void acknowledged(
      int thread, long sequence, long timestamp, Durability durability, long nanos) {
    List<Acknowledgement> list = byThread.get(thread);
    dense &= list.isEmpty() || list.get(list.size() - 1).sequence() + 1 == sequence;
    list.add(new Acknowledgement(thread, sequence, timestamp, durability, nanos));
    count++;
    notifyAll();
  }

  @Override
  public synchronized void refused(int thread, long sequence) {
    refusals++;
    notifyAll();
  }

  @Override
  public synchronized void failed(int thread, long sequence, RuntimeException failure) {
    failures.add(failure);
    notifyAll();
  }

  /**
   * Writes them to a file, for another process.
   *
   * @param file where
   * @throws IOException when that fails
   */
  public synchronized void save(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (List<Acknowledgement> list : byThread) {
      list.forEach(each -> text.append(each.toLine()).append('\n'));
    }
    Files.writeString(file, text);
  }

  /**
   * Reads them from a file.
   *
   * @param file where {@link #save} wrote them
   * @param threads writers
   * @return a copy of what was saved
   * @throws IOException when that fails
   */
  public static Acknowledgements load(Path file, int threads) throws IOException {
    Acknowledgements told = new Acknowledgements(threads);
    for (String line : Files.readAllLines(file)) {
      told.note(Acknowledgement.ofLine(line));
    }
    return told;
  }

  void note(Acknowledgement each) {
    acknowledged(each.thread(), each.sequence(), each.timestamp(), each.durability(), each.nanos());
  }

  /**
   * How many commits were acknowledged.
   *
   * @return the number
   */
  public synchronized long count() {
    return count;
  }

  /**
   * How often a commit was refused for want of space.
   *
   * @return the number
   */
  public synchronized long refusals() {
    return refusals;
  }

  /**
   * Why threads of this process ended.
   *
   * @return a copy
   */
  public synchronized List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  /** Whether every thread's sequence numbers followed one another. */
  synchronized boolean dense() {
    return dense;
  }

  /** Those of a thread, in their order; complete once the writers have ended. */
  synchronized List<Acknowledgement> of(int thread) {
    return List.copyOf(byThread.get(thread));
  }
}
