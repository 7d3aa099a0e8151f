package io.muster.rule;

import java.util.Collection;

/** A bean that has rules which are not beans themselves. The catalogue holds them beside the shipped ones. */
public interface RuleSource {

    Collection<Rule<?>> rules();
}
