package io.ashlar.rows.load;

import org.agrona.DirectBuffer;

/** The entries of a block that is sorted. Closes nothing: the block is another's. */
final class BlockEntries implements SortedEntries {

  private final SortBlock block;
  private int place = -1;
  private int at;

  BlockEntries(SortBlock block) {
    this.block = block;
  }

  @Override
  public boolean next() {
    if (place + 1 >= block.count()) {
      return false;
    }
    place++;
    at = block.at(place);
    return true;
  }

  @Override
  public DirectBuffer buffer() {
    return block.buffer();
  }

  @Override
  public int keyOffset() {
    return at + SortBlock.HEADER;
  }

  @Override
  public int keyLength() {
    return block.buffer().getInt(at);
  }

  @Override
  public int valueOffset() {
    return keyOffset() + keyLength();
  }

  @Override
  public int valueLength() {
    return block.buffer().getInt(at + SortBlock.VALUE_LENGTH);
  }

  @Override
  public long number() {
    return block.buffer().getLong(at + SortBlock.NUMBER);
  }

  @Override
  public void close() {
    // The block goes with its sorter.
  }
}
