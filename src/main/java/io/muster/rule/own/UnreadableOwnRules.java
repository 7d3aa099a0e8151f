package io.muster.rule.own;

import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The folder of rules, or a file in it, cannot be read: which rules are missing cannot be told, nor which findings are theirs. */
@Singleton
class UnreadableOwnRules implements StartUpCheck {

    private final OwnRules rules;

    UnreadableOwnRules(OwnRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "unreadable-own-rules";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        return rules.unreadable()
                .map(fault -> new Fault(
                        "rules of your own cannot be read: " + fault,
                        "mend the folder that muster.rules.folder names, or take the setting away"));
    }
}
