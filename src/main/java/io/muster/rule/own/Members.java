package io.muster.rule.own;

import java.util.Map;

/** Reads the members of a mapping. */
final class Members {

    private Members() {}

    static Yaml required(Yaml owner, Map<String, Yaml> members, String name) {
        Yaml member = members.get(name);
        if (member == null || member.isNull()) {
            throw owner.refused("the member " + name + " is missing");
        }
        return member;
    }
}
