package io.ashlar.hibernate;

import static org.hibernate.Timeouts.NO_WAIT_MILLI;
import static org.hibernate.Timeouts.SKIP_LOCKED_MILLI;

import jakarta.persistence.Timeout;
import org.hibernate.dialect.RowLockStrategy;
import org.hibernate.dialect.lock.PessimisticLockStyle;
import org.hibernate.dialect.lock.spi.ConnectionLockTimeoutStrategy;
import org.hibernate.dialect.lock.spi.LockTimeoutType;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.lock.spi.OuterJoinLockingType;

/** Locks are a clause at the end of a query, for all of its tables. */
final class AshlarLocking implements LockingSupport, LockingSupport.Metadata {

  static final AshlarLocking INSTANCE = new AshlarLocking();

  private AshlarLocking() {}

  @Override
  public Metadata getMetadata() {
    return this;
  }

  @Override
  public PessimisticLockStyle getPessimisticLockStyle() {
    return PessimisticLockStyle.CLAUSE;
  }

  @Override
  public RowLockStrategy getWriteRowLockStrategy() {
    return RowLockStrategy.NONE;
  }

  @Override
  public OuterJoinLockingType getOuterJoinLockingType() {
    return OuterJoinLockingType.FULL;
  }

  @Override
  public LockTimeoutType getLockTimeoutType(Timeout timeout) {
    return switch (timeout.milliseconds()) {
      case NO_WAIT_MILLI, SKIP_LOCKED_MILLI -> LockTimeoutType.QUERY;
      default -> LockTimeoutType.NONE;
    };
  }

  @Override
  public ConnectionLockTimeoutStrategy getConnectionLockTimeoutStrategy() {
    return ConnectionLockTimeoutStrategy.NONE;
  }
}
