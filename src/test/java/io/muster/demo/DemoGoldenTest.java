package io.muster.demo;

import static java.util.stream.Collectors.joining;

import io.muster.docs.GeneratedFile;
import io.muster.platform.Sha256;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every answer of the default estate, byte by byte: README, the dashboards and many tests rely on it. Request ids aside,
 * which are random.
 */
class DemoGoldenTest {

    private static final GeneratedFile HASHES =
            new GeneratedFile(Path.of("src/test/resources/demo/answers.sha256"), DemoGoldenTest.class);

    private static final Pattern REQUEST_ID = Pattern.compile("(<requestI[dD]>|<Request[iI]d>|<RequestID>)[^<]*");
    private static final Pattern NEXT = Pattern.compile("<(nextToken|Marker)>([^<]+)</");
    private static final Pattern ID = Pattern.compile("<(snapshotId|imageId|prefixListId)>([^<]+)</");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, List<String>> answers = new TreeMap<>();

    private record Place(URI endpoint, String account, String region) {}

    private record Call(String service, String action, String parameters) {}

    private static final List<Call> LISTINGS = List.of(
            new Call("ec2", "DescribeInstances", ""),
            new Call("ec2", "DescribeInstances", "IncludeManagedResources=true&MaxResults=6"),
            new Call("ec2", "DescribeVpcs", ""),
            new Call("ec2", "DescribeSubnets", "MaxResults=5"),
            new Call("ec2", "DescribeInternetGateways", ""),
            new Call("ec2", "DescribeRouteTables", ""),
            new Call("ec2", "DescribeNetworkAcls", ""),
            new Call("ec2", "DescribeNetworkInterfaces", "MaxResults=10"),
            new Call("ec2", "DescribeNetworkInterfaces", "IncludeManagedResources=true"),
            new Call("ec2", "DescribeSecurityGroups", "MaxResults=7"),
            new Call("ec2", "DescribeSecurityGroupRules", "MaxResults=8"),
            new Call("ec2", "DescribeVolumes", "MaxResults=9"),
            new Call("ec2", "DescribeVolumes", "IncludeManagedResources=true"),
            new Call("ec2", "DescribeManagedPrefixLists", "MaxResults=1"),
            new Call("ec2", "DescribeFlowLogs", "MaxResults=1"),
            new Call("ec2", "DescribeSnapshots", "Owner.1=self&MaxResults=5"),
            new Call("ec2", "DescribeSnapshots", "Owner.1=self&RestorableBy.1=all"),
            new Call("ec2", "DescribeImages", "Owner.1=self"),
            new Call("ec2", "DescribeImages", "Owner.1=self&IncludeDisabled=true"),
            new Call("ec2", "DescribeKeyPairs", ""),
            new Call("ec2", "DescribeRegions", ""),
            new Call("ec2", "DescribeRegions", "AllRegions=true"),
            new Call("ec2", "GetEbsEncryptionByDefault", ""),
            new Call("ec2", "GetEbsDefaultKmsKeyId", ""),
            new Call("ec2", "GetInstanceMetadataDefaults", ""),
            new Call("ec2", "GetSnapshotBlockPublicAccessState", ""),
            new Call("ec2", "GetImageBlockPublicAccessState", ""),
            new Call("ec2", "GetSerialConsoleAccessStatus", ""),
            new Call("ec2", "DescribeVpcBlockPublicAccessOptions", ""));

    private static final List<Call> GLOBAL = List.of(
            new Call("iam", "GetAccountAuthorizationDetails", "MaxItems=3"),
            new Call("iam", "GetAccountAuthorizationDetails", "Filter.member.1=Role"),
            new Call("iam", "GetAccountAuthorizationDetails", "Filter.member.1=LocalManagedPolicy"),
            new Call("iam", "ListInstanceProfiles", "MaxItems=3"),
            new Call("iam", "ListInstanceProfiles", "PathPrefix=%2Fshop%2F"),
            new Call("sts", "GetCallerIdentity", ""));

    /** The look-ups of each id that a listing named. */
    private static final Map<String, String> LOOK_UPS = Map.of(
            "snapshotId", "DescribeSnapshotAttribute&Attribute=createVolumePermission&SnapshotId=",
            "imageId", "DescribeImageAttribute&Attribute=launchPermission&ImageId=",
            "prefixListId", "GetManagedPrefixListEntries&PrefixListId=");

    private static final Map<String, String> LISTINGS_OF = Map.of(
            "snapshotId", "DescribeSnapshots",
            "imageId", "DescribeImages",
            "prefixListId", "DescribeManagedPrefixLists");

    @Test
    void theDefaultEstateIsAsItWas() throws Exception {
        Vertx vertx = Vertx.vertx();
        DemoCloud cloud = new DemoCloud(new DemoSize(3, List.of("eu-central-1", "us-east-1"), 25, 42));
        DemoServer server = new DemoServer(vertx, cloud, new DemoFaults(), "127.0.0.1");
        URI endpoint = server.start(0).join();
        try {
            for (DemoAccount account : cloud.accounts()) {
                Place global = new Place(endpoint, account.accountId(), "us-east-1");
                for (Call call : GLOBAL) {
                    walk(global, call);
                }
                for (String region : account.regions()) {
                    all(new Place(endpoint, account.accountId(), region));
                }
            }
        } finally {
            server.stop().join();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        HASHES.holds(hashes());
    }

    private void all(Place place) throws Exception {
        for (Call call : LISTINGS) {
            for (String answer : walk(place, call)) {
                Matcher id = ID.matcher(answer);
                while (id.find()) {
                    if (call.action().equals(LISTINGS_OF.get(id.group(1)))) {
                        walk(place, new Call("ec2", LOOK_UPS.get(id.group(1)) + id.group(2), ""));
                    }
                }
            }
        }
    }

    private List<String> walk(Place place, Call call) throws Exception {
        List<String> pages = new ArrayList<>();
        String next = "";
        do {
            String answer = ask(place, call, next);
            pages.add(answer);
            Matcher token = NEXT.matcher(answer);
            next = token.find()
                    ? "&" + Character.toUpperCase(token.group(1).charAt(0))
                            + token.group(1).substring(1) + "="
                            + URLEncoder.encode(token.group(2), StandardCharsets.UTF_8)
                    : "";
        } while (!next.isEmpty());
        return pages;
    }

    private String ask(Place place, Call call, String next) throws IOException, InterruptedException {
        String body =
                "Action=" + call.action() + "&Version=" + version(call.service()) + "&" + call.parameters() + next;
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(place.endpoint())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + Caller.accessKeyOf(place.account()) + "/20261126/"
                                        + place.region() + "/" + call.service() + "/aws4_request")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String answer = REQUEST_ID.matcher(response.body()).replaceAll("$1");
        answers.computeIfAbsent(
                        call.service() + ":" + call.action().split("&", -1)[0] + " " + call.parameters(),
                        any -> new ArrayList<>())
                .add(place.account() + place.region() + response.statusCode() + answer);
        return answer;
    }

    private static String version(String service) {
        return switch (service) {
            case "ec2" -> "2016-11-15";
            case "iam" -> "2010-05-08";
            default -> "2011-06-15";
        };
    }

    private String hashes() {
        return answers.entrySet().stream()
                .map(call -> hash(call.getValue()) + " " + call.getValue().size() + " " + call.getKey() + "\n")
                .collect(joining());
    }

    private static String hash(List<String> texts) {
        MessageDigest sha = Sha256.begun();
        texts.forEach(text -> sha.update(text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }
}
