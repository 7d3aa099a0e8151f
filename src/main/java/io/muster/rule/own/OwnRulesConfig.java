package io.muster.rule.own;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Rules of your own, beside the shipped ones. */
@ConfigMapping(prefix = "muster.rules")
public interface OwnRulesConfig {

    /**
     * The folder with rules of your own: its files that end in {@code .yaml} or {@code .yml} are read at start. How to write
     * them is in {@code docs/own-rules.md}. Without it there are the shipped rules alone.
     */
    Optional<Path> folder();
}
