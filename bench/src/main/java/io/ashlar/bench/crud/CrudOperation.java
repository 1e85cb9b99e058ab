package io.ashlar.bench.crud;

import java.util.Locale;

/** The four operations and how often each comes in a hundred. */
enum CrudOperation {
  READ(40),
  CREATE(30),
  UPDATE(20),
  DELETE(10);

  private static final CrudOperation[] BY_DRAW = new CrudOperation[100];

  static {
    int draw = 0;
    for (CrudOperation operation : values()) {
      for (int i = 0; i < operation.percent; i++) {
        BY_DRAW[draw++] = operation;
      }
    }
    if (draw != BY_DRAW.length) {
      throw new IllegalStateException("the shares add up to " + draw);
    }
  }

  private final int percent;

  CrudOperation(int percent) {
    this.percent = percent;
  }

  /** The operation for a number from 0 to 99. */
  static CrudOperation of(int draw) {
    return BY_DRAW[draw];
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
