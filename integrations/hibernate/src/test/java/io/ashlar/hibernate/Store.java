package io.ashlar.hibernate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** A session factory over a database, and work in its transactions. */
final class Store implements AutoCloseable {

  /** Held, so that its level stays. */
  private static final Logger LOG = Logger.getLogger("org.hibernate");

  static {
    LOG.setLevel(Level.SEVERE);
  }

  private final StandardServiceRegistry services;
  private final SessionFactory sessions;

  private Store(StandardServiceRegistry services, SessionFactory sessions) {
    this.services = services;
    this.sessions = sessions;
  }

  /** Opens a factory; the schema is created, updated or validated as {@code schema} says. */
  static Store open(String url, String schema, Class<?>... entities) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.connection.url", url);
    settings.put("hibernate.connection.pool_size", "4");
    settings.put("hibernate.hbm2ddl.auto", schema);
    settings.put("hibernate.hbm2ddl.halt_on_error", true);
    settings.put("hibernate.jdbc.batch_size", "20");
    settings.put("hibernate.order_inserts", true);
    settings.put("hibernate.order_updates", true);
    StandardServiceRegistry services =
        new StandardServiceRegistryBuilder().applySettings(settings).build();
    boolean done = false;
    try {
      SessionFactory sessions =
          new MetadataSources(services)
              .addAnnotatedClasses(entities)
              .buildMetadata()
              .buildSessionFactory();
      done = true;
      return new Store(services, sessions);
    } finally {
      if (!done) {
        StandardServiceRegistryBuilder.destroy(services);
      }
    }
  }

  SessionFactory sessions() {
    return sessions;
  }

  void run(Consumer<Session> work) {
    sessions.inTransaction(work);
  }

  <T> T get(Function<Session, T> work) {
    return sessions.fromTransaction(work);
  }

  @Override
  public void close() {
    sessions.close();
    StandardServiceRegistryBuilder.destroy(services);
  }
}
