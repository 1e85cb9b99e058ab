package io.ashlar.rows.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.store.Committer;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.VersionedStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A store that knows which views, cursors and committers it has given out. For one thread. */
final class LeakCheckingStore {

  private final List<Watched> given = new ArrayList<>();

  /** The store, as a database takes it. */
  VersionedStore around(VersionedStore store) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object result = call(method, store, arguments);
          return switch (method.getName()) {
            case "newView" -> watch(ReadView.class, result);
            case "newCursor" -> watch(StoreCursor.class, result);
            case "newCommitter" -> watch(Committer.class, result);
            default -> result;
          };
        };
    return VersionedStore.class.cast(
        Proxy.newProxyInstance(
            LeakCheckingStore.class.getClassLoader(),
            new Class<?>[] {VersionedStore.class},
            handler));
  }

  private Object watch(Class<?> type, Object target) {
    Watched watched = new Watched(target);
    given.add(watched);
    return Proxy.newProxyInstance(
        LeakCheckingStore.class.getClassLoader(), new Class<?>[] {type}, watched);
  }

  /** While no transaction is under way: no view is pinned and no cursor is open. */
  void requireIdle() {
    for (Watched each : given) {
      assertThat(each.inUse()).as("%s in use while no transaction is", each.target).isFalse();
    }
  }

  /** After the close of the database: all is closed. */
  void requireClosed() {
    assertThat(given).isNotEmpty().allMatch(each -> each.closed);
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Passes calls on, with the view itself where one that is watched is handed over. */
  private static final class Watched implements InvocationHandler {

    private final Object target;
    private boolean open;
    private boolean closed;

    Watched(Object target) {
      this.target = target;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Object[] passed = arguments == null ? new Object[0] : arguments.clone();
      for (int i = 0; i < passed.length; i++) {
        if (passed[i] instanceof ReadView view && Proxy.isProxyClass(view.getClass())) {
          passed[i] = ((Watched) Proxy.getInvocationHandler(view)).target;
        }
      }
      Object result = call(method, target, passed);
      switch (method.getName()) {
        case "open" -> open = true;
        case "release" -> open = false;
        case "close" -> closed = true;
        default -> {
          return result;
        }
      }
      return result;
    }

    boolean inUse() {
      return !closed && (target instanceof ReadView view ? view.pinned() : open);
    }
  }
}
