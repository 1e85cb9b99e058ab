package io.ashlar.rows.ingest;

import io.ashlar.store.Committer;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A store in memory that fails or keeps the commits of writers when a test wants it to. */
final class FaultyStore {

  private static final String WRITERS = "ashlar-write-";

  /** What the commits of writers throw, or null; asked for each. */
  volatile Supplier<Throwable> fault;

  /** What the last commit of a writer was asked for. */
  volatile Durability asked;

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger held = new AtomicInteger();
  private final VersionedStore store = new InMemoryStore();

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  VersionedStore store() {
    return proxy(
        VersionedStore.class,
        (self, method, arguments) -> {
          Object result = call(store, method, arguments);
          return result instanceof Committer committer ? watched(committer) : result;
        });
  }

  private Committer watched(Committer committer) {
    return proxy(
        Committer.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit")
              && Thread.currentThread().getName().startsWith(WRITERS)) {
            meet((Durability) arguments[2]);
          }
          return call(committer, method, arguments);
        });
  }

  private void meet(Durability durability) throws Throwable {
    asked = durability;
    held.incrementAndGet();
    boolean interrupted = false;
    for (boolean through = false; !through; ) {
      try {
        gate.await();
        through = true;
      } catch (InterruptedException e) {
        interrupted = true; // as a disk does not hear of it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    held.decrementAndGet();
    Supplier<Throwable> thrown = fault;
    Throwable failure = thrown == null ? null : thrown.get();
    if (failure != null) {
      throw failure;
    }
  }

  /** Commits of writers wait from here on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Returns when a commit waits. */
  void awaitHeld() {
    while (held.get() == 0) {
      Thread.onSpinWait();
    }
  }

  /** Lets them go. */
  void release() {
    gate.countDown();
  }
}
