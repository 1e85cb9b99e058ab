package io.ashlar.cli.transfer;

/** What rows are written and read as. */
enum TransferFormat {
  /** Values with commas between them, under a line of names. */
  CSV,
  /** One JSON object on a line for each row. */
  JSON
}
