-- The first shape of a ledger. docs/ledger.md describes it.
-- `page` is always the SHA-256 of the page as captured; positions are code points of
-- articles.text, half open; `bytes` are positions in the page as captured.

CREATE TYPE span AS STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR, "bytes" INTEGER[]);
CREATE TYPE actor AS STRUCT(
    id VARCHAR, "name" VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR
);

-- What was captured: one row for each content. url, captured and origin are those of the
-- capture the records were read from; every capture is in the table captures.
CREATE TABLE pages (
    sha256 VARCHAR PRIMARY KEY,
    content BLOB NOT NULL,          -- compressed (zstd)
    size INTEGER NOT NULL,          -- bytes, uncompressed
    media VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    encoding_by VARCHAR NOT NULL,
    encoding_declared VARCHAR,
    url VARCHAR,
    captured VARCHAR,
    origin VARCHAR,
    added_at TIMESTAMP NOT NULL     -- UTC
);

CREATE TABLE captures (
    page VARCHAR NOT NULL,
    url VARCHAR,
    captured VARCHAR,
    origin VARCHAR,
    added_at TIMESTAMP NOT NULL
);

-- The journalism in a page.
CREATE TABLE articles (
    page VARCHAR PRIMARY KEY,
    coder VARCHAR NOT NULL,
    "language" VARCHAR,
    url VARCHAR,
    published VARCHAR,
    published_time VARCHAR,
    modified VARCHAR,
    modified_time VARCHAR,
    headline span,
    lead span,
    dateline span,
    kicker VARCHAR[] NOT NULL,
    byline VARCHAR[] NOT NULL,
    agencies VARCHAR[] NOT NULL,
    provenance STRUCT(field VARCHAR, source VARCHAR)[] NOT NULL,
    "text" VARCHAR NOT NULL,
    -- The way from the text back to the bytes: kawat.model.Run.
    runs STRUCT("start" INTEGER, "end" INTEGER, byte_start INTEGER, byte_end INTEGER,
                verbatim BOOLEAN)[] NOT NULL
);

CREATE TABLE blocks (
    page VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "rule" VARCHAR NOT NULL,
    "bytes" INTEGER[] NOT NULL
);

-- Every span that names an actor, and who is meant.
CREATE TABLE mentions (
    page VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    span span NOT NULL,
    kind VARCHAR NOT NULL,
    referents actor[] NOT NULL,
    "rule" VARCHAR NOT NULL,
    locative BOOLEAN NOT NULL,
    listed BOOLEAN NOT NULL         -- false: stands only in the roles and quotes that use it
);

CREATE TABLE quotes (
    page VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    span span NOT NULL,
    kind VARCHAR NOT NULL,
    speaker INTEGER,                -- mentions.n
    cue span,
    clause span,                    -- the whole statement the quoted words stand in
    "rule" VARCHAR NOT NULL,
    reason VARCHAR
);

-- One article's record of an event.
CREATE TABLE reports (
    id VARCHAR PRIMARY KEY,
    page VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    "type" VARCHAR NOT NULL,
    "mode" VARCHAR,
    contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL,
    trigger_span span NOT NULL,
    sentence span NOT NULL,
    date_value VARCHAR,
    date_precision VARCHAR,
    date_first DATE,                -- first and last day the value covers
    date_last DATE,
    date_span span,                 -- null: the page's own date
    date_rule VARCHAR,
    place STRUCT(span span, "name" VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE,
                 geonames INTEGER, relation VARCHAR),
    quad INTEGER NOT NULL,
    score DOUBLE,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL
);

CREATE TABLE roles (
    report VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    "role" VARCHAR NOT NULL,        -- actor, recipient or claimant
    n INTEGER NOT NULL,
    mention INTEGER NOT NULL        -- mentions.n
);

-- Why a field is empty or a passage was passed over.
CREATE TABLE reasons (
    page VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    report VARCHAR,                 -- null: not of one report
    about VARCHAR NOT NULL,         -- article, page or report
    code VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    "start" INTEGER,
    "end" INTEGER
);

-- Who took part in what: one row for each report, role and actor meant.
CREATE VIEW participants AS
SELECT
    r.report, r.page, r."role", r.n, m.nth, m.kind, m."rule",
    m.span."start" AS "start", m.span."end" AS "end", m.span."text" AS "text",
    m.span."bytes" AS "bytes",
    who.id, who."name", who.country, who.sector, who.office
FROM (
    SELECT
        page, n, span, kind, "rule", unnest(known) AS who, generate_subscripts(known, 1) AS nth
    FROM (
        SELECT *, CASE WHEN referents = [] THEN [NULL::actor] ELSE referents END AS known
        FROM mentions
    )
) AS m
JOIN roles AS r ON r.page = m.page AND r.mention = m.n;

-- One row for each report, with all that is on record about it.
CREATE VIEW events AS
WITH parties AS (
    SELECT
        report,
        list({
            'start': "start", 'end': "end", 'text': "text", 'bytes': "bytes",
            'id': id, 'name': "name", 'country': country, 'sector': sector, 'office': office
        } ORDER BY n, nth) FILTER ("role" = 'actor') AS actors,
        list({
            'start': "start", 'end': "end", 'text': "text", 'bytes': "bytes",
            'id': id, 'name': "name", 'country': country, 'sector': sector, 'office': office
        } ORDER BY n, nth) FILTER ("role" = 'recipient') AS recipients,
        list({
            'start': "start", 'end': "end", 'text': "text", 'bytes': "bytes",
            'id': id, 'name': "name", 'country': country, 'sector': sector, 'office': office
        } ORDER BY n, nth) FILTER ("role" = 'claimant') AS claimed_by
    FROM participants
    GROUP BY report
)
SELECT
    r.id, r.page, coalesce(a.url, p.url) AS url, a."language", a.published,
    a.headline."text" AS headline, r."type", r."mode", r.contexts, r.status,
    coalesce(w.claimed_by, []) AS claimed_by,
    coalesce(w.actors, []) AS actors,
    coalesce(w.recipients, []) AS recipients,
    r.trigger_span AS "trigger", r.sentence,
    r.date_value AS "date", r.date_precision, r.date_first, r.date_last, r.date_span,
    r.place, r.quad, r.score, r.confidence, r."rule", r.n
FROM reports AS r
JOIN articles AS a ON a.page = r.page
JOIN pages AS p ON p.sha256 = r.page
LEFT JOIN parties AS w ON w.report = r.id;

-- One row for each quotation: who said what.
CREATE VIEW statements AS
SELECT
    q.page, q.n, coalesce(a.url, p.url) AS url, a."language", a.published,
    q.span."start" AS "start", q.span."end" AS "end", q.span."text" AS "text",
    q.span."bytes" AS "bytes", q.kind,
    m.span AS speaker, coalesce(m.referents, []) AS speakers, q.cue, q."rule", q.reason
FROM quotes AS q
JOIN articles AS a ON a.page = q.page
JOIN pages AS p ON p.sha256 = q.page
LEFT JOIN mentions AS m ON m.page = q.page AND m.n = q.speaker;

-- Every span of every record, as `kawat verify` reads it back.
CREATE VIEW spans AS
SELECT page, 'article' AS record, NULL AS n, 'headline' AS field, headline AS span FROM articles
UNION ALL SELECT page, 'article', NULL, 'lead', lead FROM articles
UNION ALL SELECT page, 'article', NULL, 'dateline', dateline FROM articles
UNION ALL SELECT page, 'mention', n, 'span', span FROM mentions
UNION ALL SELECT page, 'quote', n, 'span', span FROM quotes
UNION ALL SELECT page, 'quote', n, 'cue', cue FROM quotes
UNION ALL SELECT page, 'quote', n, 'clause', clause FROM quotes
UNION ALL SELECT page, 'event', n, 'trigger', trigger_span FROM reports
UNION ALL SELECT page, 'event', n, 'sentence', sentence FROM reports
UNION ALL SELECT page, 'event', n, 'date', date_span FROM reports
UNION ALL SELECT page, 'event', n, 'place', place.span FROM reports;
