package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Compares the privileges of the roles of two estates of an account. */
public final class PrivilegeChanges {

    private static final String MISSING = "missing";

    /** The lists of a stored document; the way to an administrator repeats escalations. */
    private static final List<String> LISTS =
            List.of("escalations", "administratorGrants", "wildcardActions", "dataReads", "assumableBy");

    private PrivilegeChanges() {}

    /** The kinds of resources that a role's privileges rest on. */
    public static Set<ResourceKind> kinds() {
        return Set.copyOf(AccountPrivileges.KINDS);
    }

    /**
     * Compares one role after the other.
     *
     * @param changed  takes each difference
     * @param unjudged takes each role of which neither estate can tell whether it is an administrator, with what is missing
     */
    public static void between(
            Estate before, Estate after, Consumer<PrivilegeChange> changed, BiConsumer<Resource<?>, String> unjudged) {
        for (Resource<Role> role : before.stored(Role.class)) {
            after.storedArn(Role.class, role.arn())
                    .ifPresent(other -> compare(role, before, other, after, changed, unjudged));
        }
    }

    private static void compare(
            Resource<Role> role,
            Estate before,
            Resource<Role> other,
            Estate after,
            Consumer<PrivilegeChange> changed,
            BiConsumer<Resource<?>, String> unjudged) {
        ObjectNode from = PrivilegeDocument.of(role, before);
        ObjectNode to = PrivilegeDocument.of(other, after);
        String adminBefore = Privileges.admin(role, before);
        String adminAfter = Privileges.admin(other, after);
        Set<String> missing = texts(to.get(MISSING));
        if (!after.current(other)) {
            missing.add(other.arn());
        }
        boolean told =
                adminBefore.equals(adminAfter) && from.equals(to) && after.current(other) == before.current(role);
        if (told) {
            if (adminAfter.equals("UNKNOWN") && !missing.isEmpty()) {
                unjudged.accept(other, String.join("; ", missing));
            }
            return;
        }
        missing.removeAll(texts(from.get(MISSING)));
        changed.accept(
                new PrivilegeChange(other, adminBefore, adminAfter, beyond(to, from), beyond(from, to), missing));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static ObjectNode beyond(ObjectNode one, ObjectNode other) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        for (String list : LISTS) {
            Set<JsonNode> known = new HashSet<>();
            other.get(list).forEach(known::add);
            one.get(list).forEach(entry -> {
                if (!known.contains(entry)) {
                    more.withArray("/" + list).add(entry);
                }
            });
        }
        return more;
    }
}
