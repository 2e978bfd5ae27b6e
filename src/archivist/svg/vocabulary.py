"""The elements, attributes and properties a drawing may have: those of SVG 1.1 that draw, and what SVG 2 renamed.

What is not listed here does not reach a book: scripts, animation, pages within a drawing, and whatever a future
version of SVG or CSS may load or run.
"""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


SHAPES = words("path rect circle ellipse line polyline polygon")
TEXTS = words("text tspan textPath tref")
ELEMENTS = (
    SHAPES
    | TEXTS
    | words("""
    svg g defs symbol use image switch a title desc style
    marker linearGradient radialGradient stop pattern clipPath mask filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
""")
)
# They draw nothing, so nobody misses them: descriptions for programs, colours and fonts that are never asked.
SILENT = words("metadata view cursor font-face font glyph missing-glyph hkern vkern color-profile altGlyphDef")

# Every one of them may be an attribute or in a style (SVG 1.1, appendix N; SVG 2, 6.6).
PROPERTIES = words("""
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
    lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
    text-rendering transform transform-box transform-origin unicode-bidi vector-effect visibility white-space
    word-spacing writing-mode
    x y cx cy r rx ry width height d
""")
ATTRIBUTES = PROPERTIES | words("""
    id class style lang type media role aria-label aria-labelledby aria-describedby aria-hidden version baseProfile
    systemLanguage requiredFeatures requiredExtensions
    x1 y1 x2 y2 fx fy fr dx dy z points viewBox preserveAspectRatio pathLength offset
    gradientTransform gradientUnits patternTransform patternUnits patternContentUnits spreadMethod
    markerWidth markerHeight markerUnits refX refY orient
    maskUnits maskContentUnits clipPathUnits filterUnits primitiveUnits filterRes
    rotate textLength lengthAdjust startOffset method spacing side
    in in2 result mode values tableValues slope intercept amplitude exponent k1 k2 k3 k4 operator radius order
    kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha diffuseConstant surfaceScale
    specularConstant specularExponent limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ baseFrequency
    numOctaves seed stitchTiles stdDeviation scale xChannelSelector yChannelSelector
""")
HREFS = ("href", f"{{{XLINK}}}href")
LANGUAGE = f"{{{XML}}}lang"
KEPT_OF_XML = frozenset({f"{{{XML}}}space", LANGUAGE, f"{{{XML}}}id"})
# Properties that make something move.
MOVING = words("animation animation-name transition offset-path motion-path")
