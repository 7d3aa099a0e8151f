package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The privileges of a role as they are stored. */
final class PrivilegeDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Enough to act on; a role may have hundreds. */
    private static final int ESCALATIONS = 100;

    private PrivilegeDocument() {}

    static String text(Resource<Role> role, Estate estate) {
        return of(role, estate).toString();
    }

    static ObjectNode of(Resource<Role> role, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        ObjectNode document = JSON.objectNode().put("roleArn", role.arn());
        ArrayNode escalations = document.putArray("escalations");
        graph.escalations(role).stream().limit(ESCALATIONS).forEach(one -> escalations.add(escalation(one)));
        ArrayNode way = document.putArray("wayToAdministrator");
        graph.wayToAdministrator(role).forEach(one -> way.add(escalation(one)));
        ArrayNode grants = document.putArray("administratorGrants");
        if (privileges.administrator() != Certainty.NO) {
            privileges.administratorGrants().forEach(grant -> grant.facts().forEach(grants.addObject()::put));
        }
        document.set("wildcardActions", texts(WildcardActions.of(privileges)));
        document.set("dataReads", texts(privileges.dataReads()));
        ArrayNode assumers = document.putArray("assumableBy");
        privileges.trust().principals().forEach(one -> {
            ObjectNode principal = JSON.objectNode()
                    .put("type", one.type())
                    .put("name", one.name())
                    .put("statement", one.statement());
            principal.set("conditionKeys", texts(one.conditions()));
            assumers.add(principal);
        });
        document.set("missing", texts(missing(privileges, graph, estate)));
        return document;
    }

    private static List<String> missing(RolePrivileges privileges, PrivilegeGraph graph, Estate estate) {
        Stream<String> policies = Stream.concat(
                privileges.unreadable().stream().map(name -> "policy " + name),
                privileges.trust().readable() ? Stream.empty() : Stream.of("trust policy"));
        Stream<String> roles =
                Stream.concat(privileges.missingElsewhere().stream(), graph.leftOut(privileges.role()).stream());
        return Stream.concat(
                        Stream.concat(policies, roles),
                        AccountPrivileges.KINDS.stream()
                                .filter(kind -> !estate.holds(kind) || !estate.knows(kind))
                                .map(ResourceKind::name))
                .toList();
    }

    private static ObjectNode escalation(Escalation one) {
        ObjectNode node = JSON.objectNode()
                .put("name", one.name())
                .put("reference", one.reference())
                .put("target", one.target())
                .put("administrator", one.administrator())
                .put("certain", one.certainty() == Certainty.YES);
        node.set("actions", texts(one.actions()));
        ArrayNode grants = node.putArray("grants");
        one.grants().forEach(grant -> grant.facts().forEach(grants.addObject()::put));
        return node;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode node = JSON.arrayNode();
        texts.stream().sorted().forEach(node::add);
        return node;
    }
}
