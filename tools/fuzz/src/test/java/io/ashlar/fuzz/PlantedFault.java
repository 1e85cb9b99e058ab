package io.ashlar.fuzz;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.fuzz.model.Outcome;
import io.ashlar.fuzz.run.Subject;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.schema.Change;
import java.util.ArrayList;
import java.util.List;

/** Faults of the kinds that databases have, each between a sound database and who looks at it. */
enum PlantedFault {

  /** A locking scan of several rows forgets the last. */
  LOCKING_SCAN_MISSES_A_ROW {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      return step instanceof Step.Query query
              && query.scan().locking() != Locking.NONE
              && found.value() instanceof List<?> rows
              && rows.size() > 1
          ? Outcome.of(rows.subList(0, rows.size() - 1))
          : found;
    }
  },

  /** An order is not kept: the first two rows come the other way round. */
  ORDER_IS_NOT_KEPT {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      if (step instanceof Step.Query query
          && !query.scan().order().isEmpty()
          && found.value() instanceof List<?> rows
          && rows.size() > 1) {
        List<Object> turned = new ArrayList<>(rows);
        turned.set(0, rows.get(1));
        turned.set(1, rows.get(0));
        return Outcome.of(turned);
      }
      return found;
    }
  },

  /** A negation loses its not. */
  NOT_IS_FORGOTTEN {
    @Override
    Outcome run(Subject sound, Step step) {
      return sound.run(
          step instanceof Step.Query query && query.scan().where() instanceof Condition.Not not
              ? new Step.Query(query.session(), query.scan().where(not.term()))
              : step);
    }
  },

  /** A conjunction ends before its last term. */
  CONJUNCTION_LOSES_A_TERM {
    @Override
    Outcome run(Subject sound, Step step) {
      if (step instanceof Step.Delete delete && delete.where() instanceof Condition.And and) {
        Condition shorter = and.terms().get(0);
        return sound.run(
            new Step.Delete(
                delete.session(), delete.table(), shorter, delete.version(), delete.first()));
      }
      return sound.run(step);
    }
  },

  /** A violated constraint is told as misuse. */
  ERROR_HAS_ANOTHER_TYPE {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      return step instanceof Step.Update && found.error() instanceof ConstraintException e
          ? Outcome.failed(new IllegalUseException(e, "The update is not possible."))
          : found;
    }
  },

  /** A rollback commits. */
  ROLLBACK_COMMITS {
    @Override
    Outcome run(Subject sound, Step step) {
      return step instanceof Step.Rollback rollback
          ? committed(sound, rollback.session())
          : sound.run(step);
    }

    private Outcome committed(Subject sound, int session) {
      Outcome found = sound.run(new Step.Commit(session));
      boolean reading = found.error() instanceof ClassCastException;
      return reading ? sound.run(new Step.Rollback(session)) : Outcome.of(null);
    }
  },

  /** A savepoint is not gone back to. */
  SAVEPOINT_IS_PASSED_OVER {
    @Override
    Outcome run(Subject sound, Step step) {
      return step instanceof Step.RollbackTo ? Outcome.of(null) : sound.run(step);
    }
  },

  /** A lock that is held is not told: the statement seems to have done nothing. */
  LOCK_IS_NOT_TOLD {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      return step instanceof Step.Delete && found.error() instanceof LockTimeoutException
          ? Outcome.of(0L)
          : found;
    }
  },

  /** Who is not serializable is told to be. */
  SKEW_IS_NOT_TOLD {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      return found.error() instanceof SerializationConflictException ? Outcome.of(null) : found;
    }
  },

  /** A column that is added has no default in the rows there are. */
  DEFAULT_IS_NOT_SEEN {
    @Override
    Outcome run(Subject sound, Step step) {
      if (step instanceof Step.Alter alter
          && alter.changes().get(0) instanceof Change.AddColumn add
          && add.column().nullable()) {
        Change bare = new Change.AddColumn(add.column().withoutDefault());
        return sound.run(new Step.Alter(alter.table(), List.of(bare)));
      }
      return sound.run(step);
    }
  },

  /** An update asks the condition and not the code behind it. */
  CODE_IS_NOT_ASKED {
    @Override
    Outcome run(Subject sound, Step step) {
      return sound.run(
          step instanceof Step.Update update
                  && update.where() instanceof Condition.Filtered filtered
              ? new Step.Update(
                  update.session(),
                  update.table(),
                  filtered.where(),
                  update.set(),
                  update.version(),
                  update.first())
              : step);
    }
  },

  /** A foreign key is told to be there and holds nothing. */
  FOREIGN_KEY_HOLDS_NOTHING {
    @Override
    Outcome run(Subject sound, Step step) {
      Outcome found = sound.run(step);
      if (found.error() == null
          && step instanceof Step.Alter alter
          && alter.changes().get(0) instanceof Change.AddForeignKey add) {
        Change dropped = new Change.DropForeignKey(add.foreignKey().name());
        return sound.run(new Step.Alter(alter.table(), List.of(dropped)));
      }
      return found;
    }
  },

  /** A late index turns up as unique. */
  LATE_INDEX_IS_UNIQUE {
    @Override
    Outcome run(Subject sound, Step step) {
      return sound.run(
          step instanceof Step.CreateIndex create && !create.index().unique()
              ? new Step.CreateIndex(create.table(), create.index().asUnique())
              : step);
    }
  },

  /** A reading that goes on begins anew. */
  TOKEN_LEADS_BACK {
    @SuppressWarnings("ImmutableEnumChecker") // a fault has a memory
    private final List<ScanSpec> begun = new ArrayList<>();

    @Override
    Outcome run(Subject sound, Step step) {
      if (step instanceof Step.StartReading start) {
        begun.clear();
        begun.add(start.scan());
      }
      return step instanceof Step.GoOnReading reader && !begun.isEmpty()
          ? sound.run(new Step.StartReading(reader.session(), reader.slot(), begun.get(0)))
          : sound.run(step);
    }
  };

  /** Runs a step on a sound database, and spoils it or its outcome. */
  abstract Outcome run(Subject sound, Step step);

  /** A database with the fault. */
  Subject in(Subject sound) {
    PlantedFault fault = this;
    return new Subject() {
      @Override
      public Outcome run(Step step) {
        return fault.run(sound, step);
      }

      @Override
      public boolean noteCommit() {
        return sound.noteCommit();
      }

      @Override
      public void close() {
        sound.close();
      }
    };
  }
}
