package io.muster.example;

import io.muster.example.MusterApi.Finding;
import io.muster.example.MusterApi.FindingFilter;
import io.muster.example.MusterApi.FindingStatus;
import io.muster.example.MusterApi.Instance;
import io.muster.example.MusterApi.InstanceFilter;
import io.muster.example.MusterApi.InstanceState;
import io.smallrye.graphql.client.typesafe.api.TypesafeGraphQLClientBuilder;
import java.io.PrintStream;
import java.util.List;

/** Prints the open findings and the running instances. */
public final class ListEstate {

    private static final int PAGE_SIZE = 100;

    private ListEstate() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: ListEstate <url of the GraphQL endpoint>");
            System.exit(2);
        }
        print(new Estate(connect(arguments[0], System.getenv("MUSTER_TOKEN")), PAGE_SIZE), System.out);
        System.exit(0); // the client's event loop would go on
    }

    /** A client of the endpoint, with a bearer token unless that is null. */
    public static MusterApi connect(String url, String token) {
        TypesafeGraphQLClientBuilder client =
                TypesafeGraphQLClientBuilder.newBuilder().endpoint(url);
        if (token != null) {
            client.header("Authorization", "Bearer " + token);
        }
        return client.build(MusterApi.class);
    }

    public static void print(Estate estate, PrintStream out) {
        estate.findings(
                new FindingFilter(List.of(FindingStatus.OPEN), null, null), finding -> out.println(line(finding)));
        estate.instances(
                new InstanceFilter(List.of(InstanceState.RUNNING), null), instance -> out.println(line(instance)));
    }

    private static String line(Finding finding) {
        return String.join(
                "\t",
                "finding",
                finding.severity().name(),
                finding.accountId(),
                finding.region(),
                finding.resourceId(),
                finding.rule().ruleId(),
                finding.title());
    }

    private static String line(Instance instance) {
        return String.join(
                "\t",
                "instance",
                instance.state().name(),
                instance.accountId(),
                instance.region(),
                instance.resourceId(),
                instance.instanceType(),
                instance.name() == null ? "-" : instance.name());
    }
}
