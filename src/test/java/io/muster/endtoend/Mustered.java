package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.AwsStandIn;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * {@link AwsEstate} and {@link RuleEstate} in the account of our own credentials, registered and scanned when it is
 * first asked for.
 */
record Mustered(AwsEstateBuilder aws, AwsEstate estate, RuleEstate rules, JsonNode account, JsonNode scan) {

    static final String ACCOUNT = AwsStandIn.ACCOUNT;

    /** A region in which nothing was made: it holds what AWS puts into every region. */
    static final String BARE_REGION = "eu-west-1";

    private static final class Once {
        private static final Mustered MUSTERED = muster(AnotherAws.endpoint());
    }

    static Mustered once() {
        return Once.MUSTERED;
    }

    /** What AWS says of it now. */
    Truth truth() {
        return new Truth(aws);
    }

    Truth inBareRegion() {
        return new Truth(new AwsEstateBuilder(AnotherAws.endpoint(), BARE_REGION));
    }

    private static Mustered muster(URI endpoint) {
        AwsEstateBuilder aws = new AwsEstateBuilder(endpoint, AwsEstate.REGION);
        AwsEstate estate = AwsEstate.build(aws);
        RuleEstate rules = RuleEstate.build(aws, estate);
        JsonNode account =
                Muster.register(ACCOUNT, Map.of("name", "ours", "regions", List.of(AwsEstate.REGION, BARE_REGION)));
        return new Mustered(aws, estate, rules, account, Muster.scan(ACCOUNT));
    }
}
