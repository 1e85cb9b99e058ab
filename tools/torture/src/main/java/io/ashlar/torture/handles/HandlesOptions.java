package io.ashlar.torture.handles;

import java.nio.file.Path;
import java.util.List;

/**
 * How to run it.
 *
 * @param seed of methods, objects and arguments; not of the schedule of the threads
 * @param calls how many calls to make
 * @param threads that call; one more interrupts them
 * @param seconds ends the run earlier; 0 for no limit
 * @param directory for the stores; null for a temporary one
 */
public record HandlesOptions(long seed, long calls, int threads, int seconds, Path directory) {

  List<String> toWords(Path stores) {
    return List.of(
        Long.toString(seed),
        Long.toString(calls),
        Integer.toString(threads),
        Integer.toString(seconds),
        stores.toString());
  }

  static HandlesOptions ofWords(String... words) {
    return new HandlesOptions(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Path.of(words[4]));
  }
}
