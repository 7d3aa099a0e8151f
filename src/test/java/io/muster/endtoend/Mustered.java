package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.AwsStandIn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link AwsEstate} and {@link RuleEstate} in the account of our own credentials, registered and scanned when it is
 * first asked for.
 */
record Mustered(AwsEstateBuilder aws, AwsEstate estate, RuleEstate rules, JsonNode account, JsonNode scan) {

    static final String ACCOUNT = AwsStandIn.ACCOUNT;

    /** A region in which nothing was made: it holds what AWS puts into every region. */
    static final String BARE_REGION = "eu-west-1";

    /** By their databases: an application that was started again has a new one. AWS is the same. */
    private static final Map<String, Mustered> OF_DATABASES = new ConcurrentHashMap<>();

    private record MadeInAws(AwsEstate estate, RuleEstate rules) {
        private static final MadeInAws ONCE = in(new AwsEstateBuilder(AnotherAws.endpoint(), AwsEstate.REGION));

        private static MadeInAws in(AwsEstateBuilder aws) {
            AwsEstate estate = AwsEstate.build(aws);
            return new MadeInAws(estate, RuleEstate.build(aws, estate));
        }
    }

    static Mustered once() {
        return OF_DATABASES.computeIfAbsent(AnotherAws.databaseUrl(), database -> muster());
    }

    /** What AWS says of it now. */
    Truth truth() {
        return new Truth(aws);
    }

    Truth inBareRegion() {
        return new Truth(new AwsEstateBuilder(AnotherAws.endpoint(), BARE_REGION));
    }

    private static Mustered muster() {
        AwsEstateBuilder aws = new AwsEstateBuilder(AnotherAws.endpoint(), AwsEstate.REGION);
        MadeInAws made = MadeInAws.ONCE;
        JsonNode account =
                Muster.register(ACCOUNT, Map.of("name", "ours", "regions", List.of(AwsEstate.REGION, BARE_REGION)));
        return new Mustered(aws, made.estate, made.rules, account, Muster.scan(ACCOUNT));
    }
}
