package io.muster.demo;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The implementation of each operation. Most follow from the SDK's types and the listings: an operation whose response is a list
 * of a listed type is a {@link ListOperation}, any other is a {@link LookUp}. Few operations have an implementation of their own.
 */
record Operations(Map<Row, Operation> byRow) {

    Operations(DemoCloud cloud, Clock clock) {
        this(new HashMap<>());
        Map<String, Operation> own = new HashMap<>(new StsOperations(cloud, clock).operations());
        own.put("ec2:DescribeRegions", new Regions(cloud));
        own.putAll(new QueueOperations(cloud.queue()).operations());
        for (Declared one : cloud.seeds().operations()) {
            String name = one.row().toString();
            byRow.put(
                    one.row(),
                    switch (name) {
                        case "ec2:DescribeInstances" -> new Reservations(cloud, one);
                        case "iam:GetAccountAuthorizationDetails" -> new AuthorizationDetails(cloud, one);
                        case "iam:SimulatePrincipalPolicy" -> new PolicySimulation(cloud);
                        default -> own.getOrDefault(name, generic(cloud, one));
                    });
        }
    }

    private static Operation generic(DemoCloud cloud, Declared declared) {
        Function<Call, Listings> listings = declared.global() ? cloud::iam : cloud::listings;
        LookUp lookUp = LookUp.of(declared, listings);
        List<ListOperation> lists = declared.shapes().stream()
                .map(shape -> new ListOperation(declared, shape, listings))
                .toList();
        return call -> {
            if (declared.managementOnly()
                    && !call.accountId().equals(cloud.hub().accountId())) {
                throw DemoError.accessDenied("You don't have permissions to access this resource.");
            }
            return lists.stream()
                    .filter(list -> listings.apply(call).has(list.shape().type()))
                    .<Operation>map(list -> list)
                    .findFirst()
                    .orElse(lookUp)
                    .answer(call);
        };
    }

    List<Row> rows() {
        return List.copyOf(byRow.keySet());
    }

    Operation of(Row row) {
        return byRow.get(row);
    }
}
