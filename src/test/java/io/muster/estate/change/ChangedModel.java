package io.muster.estate.change;

import static io.muster.estate.MadeRole.policy;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.reach.Network;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.stream.Stream;

/** The model of the tests of changes, with more resources, and as it is after changes. */
final class ChangedModel {

    static final SecurityGroupRule HTTPS = Model.rule(null, "tcp", 443, "0.0.0.0/0");

    private ChangedModel() {}

    static Estate after(Estates estates, Change... changes) {
        Estate before = estates.build();
        Edits edits = new Edits(before);
        Stream.of(changes).forEach(edits::make);
        return edits.done().of(before);
    }

    /** The attributes of one resource of the model after the changes. */
    static <T extends Record> T after(Class<T> type, String id, Change... changes) {
        return after(withMore(), changes).find(type, id).orElseThrow().attributes();
    }

    /** The model, with an address, what AWS keeps, and Block Public Access. */
    static Estates withMore() {
        return new Model()
                .estates()
                .with(
                        address("eipalloc-1", "52.0.0.9", null, null),
                        Made.publicAccess("off", "allowed"),
                        Network.subnet("subnet-2"),
                        Made.of("sg-other", new SecurityGroup("o", null, "vpc-2", false, null, List.of(), List.of())),
                        MadeInterface.eni("eni-3").of("i-3"),
                        MadeInterface.eni("eni-4").of("i-3"),
                        Made.of(
                                "i-3",
                                new Model()
                                        .estate(false)
                                        .find(Instance.class, "i-2")
                                        .orElseThrow()
                                        .attributes()),
                        Made.of("aws-service-role/linked", role()));
    }

    private static Role role() {
        return new Role("/", policy(), List.of(), List.of(), null, null, null, null, null, null, null);
    }

    static Estates.Made<ElasticIp> address(String id, String publicIp, String association, String eni) {
        return Made.of(
                id,
                new ElasticIp(
                        publicIp,
                        null,
                        association,
                        null,
                        eni,
                        null,
                        null,
                        "amazon",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "vpc"));
    }
}
