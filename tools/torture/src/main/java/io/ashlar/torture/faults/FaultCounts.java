package io.ashlar.torture.faults;

import java.util.Map;

/** What a run has seen. */
final class FaultCounts {

  private long acknowledged;
  private long lost;
  private long unknown;
  private long refused;
  private long resumed;
  private long reopened;

  void acknowledged(long commits) {
    acknowledged += commits;
  }

  /** Relaxed commits that a power cut took after failed fsyncs. */
  void lost(long commits) {
    lost += commits;
  }

  void unknown(long commits) {
    unknown += commits;
  }

  void refused(long commits) {
    refused += commits;
  }

  /** Writes went on by themselves when there was space again. */
  void resumed() {
    resumed++;
  }

  /** Writes went on after the database was closed and opened. */
  void reopened() {
    reopened++;
  }

  void putInto(Map<String, Long> facts) {
    facts.put("acknowledged commits", acknowledged);
    facts.put("relaxed ones lost by a cut", lost);
    facts.put("commits of unknown outcome", unknown);
    facts.put("commits refused for space", refused);
    facts.put("went on by itself", resumed);
    facts.put("went on after reopening", reopened);
  }
}
