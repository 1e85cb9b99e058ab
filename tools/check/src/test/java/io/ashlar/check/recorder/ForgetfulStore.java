package io.ashlar.check.recorder;

import io.ashlar.store.Committer;
import io.ashlar.store.ReadSource;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.WriteSource;
import io.ashlar.store.WriteVisitor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A store that sometimes does not see a conflict. Either of every so many commits one is told that
 * its transaction knows all its keys as they are, and row locks find no conflict earlier, so that
 * it is the commits which are judged; or one is told that its transaction has read nothing.
 * Everything else is the wrapped store's.
 */
final class ForgetfulStore {

  private final VersionedStore store;
  private final long oneIn;
  private final boolean reads;
  private final AtomicLong commits = new AtomicLong();

  private ForgetfulStore(VersionedStore store, long oneIn, boolean reads) {
    this.store = store;
    this.oneIn = oneIn;
    this.reads = reads;
  }

  /**
   * Wraps a store.
   *
   * @param oneIn how many commits there are for each that is not judged; {@link Long#MAX_VALUE} for
   *     none
   * @param reads whether it is their reads that are not judged, and not their writes
   */
  static VersionedStore over(VersionedStore store, long oneIn, boolean reads) {
    ForgetfulStore forgetful = new ForgetfulStore(store, oneIn, reads);
    return proxy(VersionedStore.class, forgetful::call);
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "changedSince" -> reads ? pass(store, method, arguments) : false;
      case "newCommitter" -> committer(store.newCommitter());
      default -> pass(store, method, arguments);
    };
  }

  private Committer committer(Committer committer) {
    return proxy(
        Committer.class,
        (proxy, method, arguments) -> {
          if ("commit".equals(method.getName()) && commits.incrementAndGet() % oneIn == 0) {
            arguments[0] = unjudged((WriteSource) arguments[0]);
          }
          return pass(committer, method, arguments);
        });
  }

  private WriteSource unjudged(WriteSource writes) {
    return proxy(
        WriteSource.class,
        (proxy, method, arguments) -> {
          if (reads) {
            return "reads".equals(method.getName())
                ? ReadSource.NONE
                : pass(writes, method, arguments);
          }
          if ("forEach".equals(method.getName())) {
            arguments[0] = new Unjudged((WriteVisitor) arguments[0]);
          }
          return pass(writes, method, arguments);
        });
  }

  private static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Says of each key that it is known as it is now and will be. */
  private static final class Unjudged implements WriteVisitor {

    private final WriteVisitor visitor;

    Unjudged(WriteVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void put(
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        MutableDirectBuffer value,
        int valueOffset,
        int valueLength,
        long readAt) {
      visitor.put(key, keyOffset, keyLength, value, valueOffset, valueLength, Long.MAX_VALUE);
    }

    @Override
    public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      visitor.delete(key, keyOffset, keyLength, Long.MAX_VALUE);
    }

    @Override
    public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      visitor.check(key, keyOffset, keyLength, Long.MAX_VALUE);
    }
  }
}
